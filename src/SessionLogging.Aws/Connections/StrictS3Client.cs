using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;

namespace SessionLogging.Aws.Connections;

/// <summary>A client for S3 that reports every 404 as the error it is.</summary>
/// <remarks>The SDK's own answers GetBucketEncryption of a bucket that does not exist with an empty configuration.</remarks>
internal sealed class StrictS3Client(AWSCredentials credentials, AmazonS3Config config) : AmazonS3Client(credentials, config)
{
    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.AddHandlerAfter<Marshaller>(new ErrorsAreErrors());
    }

    private sealed class ErrorsAreErrors : PipelineHandler
    {
        public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
        {
            executionContext.RequestContext.Request.Suppress404Exceptions = false;
            return base.InvokeAsync<T>(executionContext);
        }
    }
}
