using Amazon.S3.Model;

namespace SessionLogging.Aws.Ports;

/// <summary>The body of an object's answer, read after the call has ended: no exception of the SDK comes out of it.</summary>
/// <param name="answer">The answer, which goes with this stream.</param>
/// <param name="caller">Ends every read.</param>
#pragma warning disable CA1835 // The SDK's streams read into arrays.
internal sealed class AnswerBody(GetObjectResponse answer, CancellationToken caller) : OnwardStream(answer)
{
    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        try
        {
            return await answer.ResponseStream.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (caller.IsCancellationRequested || cancellationToken.IsCancellationRequested)
        {
            throw failure as OperationCanceledException ?? new OperationCanceledException(caller.IsCancellationRequested ? caller : cancellationToken);
        }
        catch (Exception failure) when (AwsErrors.IsOfCall(failure))
        {
            // What the SDK itself says against a body is that its checksum is another one: what was read before is not to be relied on.
            var cause = failure is AmazonClientException ? new MalformedAnswerException(failure.Message) : failure;
            throw AwsErrors.Translate(cause, BucketCaller.Service, "GetObject", answer.ResponseMetadata?.RequestId);
        }
    }
}
