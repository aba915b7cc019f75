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
internal sealed class FaultyDocuments(ISessionDocuments service, ICallSchedule schedule) : RelayedDocuments(service)
{
    protected override async Task<T> CallAsync<T>(string operation, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        // A change that is on its way is not called back.
        var stop = operation is "CreateDocument" or "UpdateDocument" or "UpdateDocumentDefaultVersion" ? CancellationToken.None : cancellationToken;
        cancellationToken.ThrowIfCancellationRequested();
        var fault = await schedule.TurnAsync(operation);
        cancellationToken.ThrowIfCancellationRequested();
        switch (fault)
        {
            case CallFault.None:
                return await call(stop);
            case CallFault.LostRequest:
                throw Unanswered(AwsCallFailure.Unreachable, operation);
            case CallFault.LateRequest:
                schedule.Later(() => Ignore(call(stop)));
                throw Unanswered(AwsCallFailure.Timeout, operation);
            case CallFault.Throttled:
                throw Answered(AwsCallFailure.Throttled, "ThrottlingException", operation);
            case CallFault.Denied:
                throw Forbidden(operation);
            case CallFault.CrashBefore:
                return await NeverAsync<T>();
        }

        Ignore(call(stop));
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
            _ => await call(stop),
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
