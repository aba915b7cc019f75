using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace SessionLogging.Aws.Calls;

/// <summary>Tells an answer that the SDK cannot make sense of from a mistake in this program.</summary>
internal sealed class AnswerReading : PipelineHandler
{
    /// <inheritdoc/>
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        try
        {
            return await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
        }
        catch (Exception failure) when (CallScope.Current is { IsAnswered: true } && (IsOfReading(failure) || (failure is AmazonUnmarshallingException { InnerException: { } inner } && IsOfReading(inner))))
        {
            throw new MalformedAnswerException(failure.Message);
        }
    }

    // What readers throw that were given a text for a number, an object for a list, nothing for something.
    private static bool IsOfReading(Exception failure) => failure is FormatException or InvalidOperationException or InvalidCastException
        or ArgumentException or OverflowException or NullReferenceException or KeyNotFoundException or IndexOutOfRangeException;
}
