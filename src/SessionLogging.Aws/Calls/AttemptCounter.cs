using System.Globalization;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace SessionLogging.Aws.Calls;

/// <summary>Counts how often the request of a call was sent, inside the SDK's retries.</summary>
internal sealed class AttemptCounter : PipelineHandler, IRuntimePipelineCustomizer
{
    private static readonly AsyncLocal<Attempts?> Current = new();

    /// <inheritdoc/>
    public string UniqueName => "SessionLogging.AttemptCounter";

    /// <summary>The <c>Date</c> of the last answer to the call on this flow of control; <see langword="null"/> where it had none.</summary>
    internal static DateTimeOffset? AnsweredAt => Current.Value?.AnsweredAt;

    /// <summary>Counts for the call that starts now on this flow of control.</summary>
    internal static Attempts Begin() => Current.Value = new Attempts();

    /// <summary>Makes every client that is created from now on count; again has no effect.</summary>
    internal static void Register() => RuntimePipelineCustomizerRegistry.Instance.Register(new AttemptCounter());

    /// <inheritdoc/>
    public void Customize(Type type, RuntimePipeline pipeline) => pipeline.AddHandlerAfter<RetryHandler>(new AttemptCounter());

    /// <inheritdoc/>
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var attempts = Current.Value;
        attempts?.CountSend();
        try
        {
            var answer = await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
            attempts?.Date(executionContext.ResponseContext.HttpResponse);
            return answer;
        }
        catch (AmazonServiceException failure) when (AwsErrors.IsThrottling(failure))
        {
            attempts?.CountThrottled();
            throw;
        }
    }

    /// <summary>What was counted for one call.</summary>
    internal sealed class Attempts
    {
        private int _sends;
        private int _throttled;

        internal int Sends => Volatile.Read(ref _sends);

        internal int Throttled => Volatile.Read(ref _throttled);

        /// <summary>The date of the last answer.</summary>
        internal DateTimeOffset? AnsweredAt { get; private set; }

        internal void Date(IWebResponseData? answer)
        {
            if (DateTimeOffset.TryParse(answer?.GetHeaderValue("Date"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
            {
                AnsweredAt = date.ToUniversalTime();
            }
        }

        internal void CountSend() => Interlocked.Increment(ref _sends);

        internal void CountThrottled() => Interlocked.Increment(ref _throttled);
    }
}
