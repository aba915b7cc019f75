namespace SessionLogging.Accounts;

/// <summary>Told of every call to AWS once it has ended.</summary>
public interface ICallObserver
{
    /// <summary>One call has ended, well or not. May be called from any thread.</summary>
    void OnCall(AwsCall call);
}

/// <summary>One call to AWS as it went over the wire.</summary>
/// <param name="Service">The service id of the service model, for example <c>SSM</c>.</param>
/// <param name="Operation">The API's name of the operation.</param>
/// <param name="Region">The Region asked.</param>
/// <param name="Sends">How often the request was sent, as the HTTP layer counted.</param>
/// <param name="Throttled">How many of the sends were answered by throttling.</param>
/// <param name="RequestId">The request id of the last answer, where one came.</param>
/// <param name="Elapsed">From the first send to the end of the last answer.</param>
/// <param name="ErrorCode">The error code of a call that failed, otherwise <see langword="null"/>.</param>
public sealed record AwsCall(
    string Service, string Operation, string Region, int Sends, int Throttled, string? RequestId, TimeSpan Elapsed, string? ErrorCode);
