using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace SessionLogging.Aws.Calls;

/// <summary>Counts how often the request of a call was sent, inside the SDK's retries, and keeps the date of its answer.</summary>
internal sealed class AttemptCounter : PipelineHandler
{
    /// <inheritdoc/>
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var call = CallScope.Current;
        call?.CountSend();
        try
        {
            var answer = await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
            call?.Date(executionContext.ResponseContext.HttpResponse?.GetHeaderValue("Date"));
            return answer;
        }
        catch (AmazonServiceException failure) when (AwsErrors.IsThrottling(failure))
        {
            call?.CountThrottled();
            throw;
        }
    }
}
