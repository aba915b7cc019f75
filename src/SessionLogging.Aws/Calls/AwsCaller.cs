using System.Diagnostics;

namespace SessionLogging.Aws.Calls;

/// <summary>Makes the calls of one connection: tells the observer of each, and lets no exception of the SDK out.</summary>
internal sealed class AwsCaller(string region, ICallObserver observer)
{
    private Func<CancellationToken, Task<bool>>? _areKnownElsewhere;

    /// <summary>The same for calls to another Region.</summary>
    internal AwsCaller In(string otherRegion) => new(otherRegion, observer) { _areKnownElsewhere = _areKnownElsewhere };

    /// <summary>The same, which tells a Region that does not know the credentials from credentials that AWS does not know.</summary>
    /// <param name="areKnownElsewhere">Asks, where it matters, whether AWS knows the credentials elsewhere than in the Region asked.</param>
    internal AwsCaller Checking(Func<CancellationToken, Task<bool>> areKnownElsewhere) => new(region, observer) { _areKnownElsewhere = areKnownElsewhere };

    /// <summary>Every page of a list.</summary>
    /// <param name="service">The service id.</param>
    /// <param name="operation">The API's name of the operation.</param>
    /// <param name="call">Asks the SDK's client for the page of a token; of <see langword="null"/> for the first.</param>
    /// <param name="read">Reads a page.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="AwsCallException">A call failed, or the list has no end.</exception>
    internal IAsyncEnumerable<IReadOnlyList<T>> PagesAsync<TAnswer, T>(
        string service,
        string operation,
        Func<string?, CancellationToken, Task<TAnswer>> call,
        Func<TAnswer, Page<T>> read,
        CancellationToken cancellationToken) =>
        Paging.ReadAsync(service, operation, (token, ct) => CallAsync(service, operation, inner => call(token, inner), read, ct), cancellationToken);

    /// <summary>Makes one call whose answer says nothing that matters.</summary>
    /// <param name="service">The service id, for example <c>SSM</c>.</param>
    /// <param name="operation">The API's name of the operation.</param>
    /// <param name="call">The call on the SDK's client.</param>
    /// <param name="cancellationToken">Cancels the call in flight.</param>
    /// <exception cref="AwsCallException">The call failed.</exception>
    internal Task<TAnswer> CallAsync<TAnswer>(
        string service, string operation, Func<CancellationToken, Task<TAnswer>> call, CancellationToken cancellationToken) =>
        CallAsync(service, operation, call, static answer => answer, cancellationToken);

    /// <summary>Makes one call.</summary>
    /// <param name="service">The service id, for example <c>SSM</c>.</param>
    /// <param name="operation">The API's name of the operation.</param>
    /// <param name="call">The call on the SDK's client.</param>
    /// <param name="read">Takes from the answer what is wanted of it; what it has to hold and does not is a failure of the call.</param>
    /// <param name="cancellationToken">Cancels the call in flight.</param>
    /// <exception cref="AwsCallException">The call failed.</exception>
    internal async Task<TResult> CallAsync<TAnswer, TResult>(
        string service, string operation, Func<CancellationToken, Task<TAnswer>> call, Func<TAnswer, TResult> read, CancellationToken cancellationToken)
    {
        var scope = CallScope.Begin();
        var clock = Stopwatch.StartNew();
        string? requestId = null;
        string? errorCode = null;
        try
        {
            var answer = await call(cancellationToken).ConfigureAwait(false);
            requestId = (answer as AmazonWebServiceResponse)?.ResponseMetadata?.RequestId;
            return read(answer);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && AwsErrors.IsOfCall(e))
        {
            var failure = await WithCauseAsync(AwsErrors.Translate(e, service, operation, requestId), cancellationToken).ConfigureAwait(false);
            requestId = failure.RequestId;
            errorCode = failure.Code ?? failure.ErrorId;
            throw failure;
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested && e is not OperationCanceledException)
        {
            // The SDK reports a cancelled call in several ways; the caller asked for one.
            throw new OperationCanceledException(cancellationToken);
        }
        finally
        {
            if (scope.Sends > 0)
            {
                observer.OnCall(new AwsCall(service, operation, region, scope.Sends, scope.Throttled, requestId, clock.Elapsed, errorCode));
            }
        }
    }

    // A Region that the account has not enabled answers as to credentials that nobody has ever had.
    private async Task<AwsCallException> WithCauseAsync(AwsCallException failure, CancellationToken cancellationToken) =>
        failure.IsOfUnknownCredentials && _areKnownElsewhere is { } ask && await ask(cancellationToken).ConfigureAwait(false)
            ? failure.Because(
                AwsCallCause.RegionNotEnabled,
                $"the account has not enabled the Region {region}, which does not know credentials that AWS knows elsewhere ({failure.Answer.TrimEnd('.')})")
            : failure;
}

/// <summary>Waiting that can be given up although what is waited for cannot.</summary>
internal static class Cancellation
{
    /// <summary>The task's result, or the end of the wait, whichever comes first; the task runs on.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    internal static async Task<T> OrCancelledAsync<T>(this Task<T> task, CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(() => cancelled.TrySetResult(true)))
        {
            await Task.WhenAny(task, cancelled.Task).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return await task.ConfigureAwait(false);
    }
}
