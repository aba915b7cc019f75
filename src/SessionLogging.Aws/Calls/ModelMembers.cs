namespace SessionLogging.Aws.Calls;

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
