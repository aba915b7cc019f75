namespace SessionLogging.Tests.Preferences.Editing;

/// <summary>Decides about calls and gives others the turn.</summary>
internal interface ICallSchedule
{
    /// <summary>Waits for the caller's turn and says what becomes of its call.</summary>
    Task<CallFault> TurnAsync(string operation);

    /// <summary>Waits for the caller's turn.</summary>
    Task PauseAsync();

    /// <summary>Runs an effect some time later.</summary>
    void Later(Action effect);
}

/// <summary>The way of one writer to the service, with what goes wrong on it.</summary>
internal sealed class FaultyDocuments(ISessionDocuments service, ICallSchedule schedule) : ISessionDocuments
{
    public Task<DocumentDescription?> DescribeAsync(string name, CancellationToken cancellationToken) =>
        CallAsync("DescribeDocument", () => service.DescribeAsync(name, cancellationToken), cancellationToken);

    public Task<DocumentContent> GetAsync(string name, string version, CancellationToken cancellationToken) =>
        CallAsync("GetDocument", () => service.GetAsync(name, version, cancellationToken), cancellationToken);

    public async IAsyncEnumerable<IReadOnlyList<DocumentVersion>> ListVersionsAsync(
        string name, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var pages = service.ListVersionsAsync(name, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await CallAsync("ListDocumentVersions", () => pages.MoveNextAsync().AsTask(), cancellationToken))
        {
            yield return pages.Current;
        }
    }

    public Task<DocumentDescription> CreateAsync(string name, string content, CancellationToken cancellationToken) =>
        CallAsync("CreateDocument", () => service.CreateAsync(name, content, CancellationToken.None), cancellationToken);

    public Task<DocumentDescription> UpdateAsync(string name, string content, string latestVersion, CancellationToken cancellationToken) =>
        CallAsync("UpdateDocument", () => service.UpdateAsync(name, content, latestVersion, CancellationToken.None), cancellationToken);

    public Task SetDefaultVersionAsync(string name, string version, CancellationToken cancellationToken) =>
        CallAsync(
            "UpdateDocumentDefaultVersion",
            async () =>
            {
                await service.SetDefaultVersionAsync(name, version, CancellationToken.None);
                return true;
            },
            cancellationToken);

    private async Task<T> CallAsync<T>(string operation, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var fault = await schedule.TurnAsync(operation);
        cancellationToken.ThrowIfCancellationRequested();
        switch (fault)
        {
            case CallFault.None:
                return await call();
            case CallFault.LostRequest:
                throw Unanswered(AwsCallFailure.Unreachable, operation);
            case CallFault.LateRequest:
                schedule.Later(() => Ignore(call()));
                throw Unanswered(AwsCallFailure.Timeout, operation);
            case CallFault.Throttled:
                throw Answered(AwsCallFailure.Throttled, "ThrottlingException", operation);
            case CallFault.Denied:
                throw Forbidden(operation);
            case CallFault.CrashBefore:
                return await NeverAsync<T>();
        }

        Ignore(call());
        if (fault is CallFault.CrashAfter)
        {
            return await NeverAsync<T>();
        }

        if (fault is CallFault.LostAnswer)
        {
            throw Unanswered(AwsCallFailure.Timeout, operation);
        }

        await schedule.PauseAsync();
        return fault switch
        {
            CallFault.ResentAndThrottled => throw Answered(AwsCallFailure.Throttled, "ThrottlingException", operation),
            CallFault.ResentAndDenied => throw Answered(AwsCallFailure.Denied, "ExpiredTokenException", operation),
            _ => await call(),
        };
    }

    private static Task<T> NeverAsync<T>() => new TaskCompletionSource<T>().Task;

    // The service answers at once; nobody hears it.
    private static void Ignore(Task answer) => _ = answer.Exception;

    private static AwsCallException Unanswered(AwsCallFailure kind, string operation) =>
        new(kind, "SSM", operation, code: null, requestId: null, httpStatus: null, "no answer came");

    private static AwsCallException Forbidden(string operation) => new(
        AwsCallFailure.Denied,
        "SSM",
        operation,
        "AccessDeniedException",
        "request-2",
        400,
        $"User: arn:aws:iam::{InMemoryDocuments.AccountId}:user/admin is not authorized to perform: ssm:{operation} on resource: {Edits.Arn} "
            + $"because no identity-based policy allows the ssm:{operation} action");

    private static AwsCallException Answered(AwsCallFailure kind, string code, string operation) =>
        new(kind, "SSM", operation, code, "request-2", 400, "not now");
}
