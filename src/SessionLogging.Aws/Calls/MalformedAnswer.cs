namespace SessionLogging.Aws.Calls;

/// <summary>An answer does not keep to the service's model. Never leaves this assembly.</summary>
#pragma warning disable CA1032, CA1064
internal sealed class MalformedAnswerException(string message) : AmazonClientException(message);
#pragma warning restore CA1032, CA1064

/// <summary>Takes from an answer what it has to hold. A member that is not there is a broken answer, and never a default.</summary>
internal static class ModelMembers
{
    /// <summary>A member that is always there.</summary>
    /// <exception cref="MalformedAnswerException">It is not.</exception>
    internal static T Needed<T>(this T? member, string name)
        where T : class => member ?? throw Missing(name);

    /// <summary>A text that is always there and never empty.</summary>
    /// <exception cref="MalformedAnswerException">It is not.</exception>
    internal static string Needed(this string? member, string name) => string.IsNullOrEmpty(member) ? throw Missing(name) : member!;

    /// <summary>The items of a list, each mapped; none where the list is absent or null.</summary>
    /// <exception cref="MalformedAnswerException">An item is null.</exception>
    internal static List<TResult> Each<T, TResult>(this IEnumerable<T?>? list, string name, Func<T, TResult> map)
        where T : class => [.. (list ?? []).Select(item => map(item.Needed($"an item of {name}")))];

    private static MalformedAnswerException Missing(string name) => new($"{name} is missing");
}

/// <summary>Tells an answer that the SDK cannot make sense of from a mistake in this program.</summary>
internal sealed class AnswerReading : PipelineHandler
{
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
