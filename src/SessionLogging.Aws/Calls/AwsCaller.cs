using System.Diagnostics;
using Amazon.Runtime;
using SessionLogging.Accounts;

namespace SessionLogging.Aws.Calls;

/// <summary>Makes the calls of one connection: tells the observer of each, and lets no exception of the SDK out.</summary>
internal sealed class AwsCaller(string region, ICallObserver observer)
{
    /// <summary>The same for calls to another Region.</summary>
    internal AwsCaller In(string otherRegion) => new(otherRegion, observer);

    /// <summary>Makes one call.</summary>
    /// <param name="service">The service id, for example <c>SSM</c>.</param>
    /// <param name="operation">The API's name of the operation.</param>
    /// <param name="call">The call on the SDK's client.</param>
    /// <param name="cancellationToken">Cancels the call in flight.</param>
    /// <exception cref="AwsCallException">The call failed.</exception>
    internal async Task<T> CallAsync<T>(string service, string operation, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var attempts = AttemptCounter.Begin();
        var clock = Stopwatch.StartNew();
        string? requestId = null;
        string? errorCode = null;
        try
        {
            var answer = await call(cancellationToken).ConfigureAwait(false);
            requestId = (answer as AmazonWebServiceResponse)?.ResponseMetadata?.RequestId;
            return answer;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && AwsErrors.IsOfCall(e))
        {
            var failure = AwsErrors.Translate(e, service, operation);
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
            if (attempts.Sends > 0)
            {
                observer.OnCall(new AwsCall(service, operation, region, attempts.Sends, attempts.Throttled, requestId, clock.Elapsed, errorCode));
            }
        }
    }
}
