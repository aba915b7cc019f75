using Amazon.S3.Model;

namespace SessionLogging.Aws.Ports;

/// <summary>The body of an object's answer, read after the call has ended: no exception of the SDK comes out of it.</summary>
/// <param name="answer">The answer, which goes with this stream.</param>
/// <param name="caller">Ends every read.</param>
#pragma warning disable CA1844, CA1835 // The SDK's streams read into arrays, and .NET Framework knows nothing else.
internal sealed class AnswerBody(GetObjectResponse answer, CancellationToken caller) : Stream
#pragma warning restore CA1844
{
    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    /// <exception cref="AwsCallException">The connection broke, no byte came in time, or the bytes are not those that were sent.</exception>
    /// <exception cref="OperationCanceledException">The reader or its caller gave up.</exception>
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

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            answer.Dispose();
        }

        base.Dispose(disposing);
    }
}
