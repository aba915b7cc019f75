namespace SessionLogging.Sandbox.Wire;

/// <summary>The members of a request, as text, whatever the protocol.</summary>
internal interface IMembers
{
    /// <summary>A member's value as text, or <see langword="null"/> where it is not given; of a list or structure any text.</summary>
    string? Value(string member);
}

/// <summary>What the service model demands of one member of a request. Cases are data: an operation lists its rules.</summary>
internal sealed record MemberRule(string Member)
{
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new(StringComparer.Ordinal);

    public bool Required { get; init; }

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    /// <summary>What the whole value must match, as the model writes it.</summary>
    public string? Pattern { get; init; }

    public IReadOnlyList<string>? OneOf { get; init; }

    public (int Min, int Max)? Range { get; init; }

    /// <summary>AWS's sentence for all rules that <paramref name="members"/> break, or <see langword="null"/>.</summary>
    public static string? Violation(IEnumerable<MemberRule> rules, IMembers members)
    {
        var broken = rules.SelectMany(rule => rule.Broken(members.Value(rule.Member))).ToList();
        return broken.Count == 0
            ? null
            : $"{broken.Count} validation error{(broken.Count == 1 ? "" : "s")} detected: {string.Join("; ", broken)}";
    }

    private IEnumerable<string> Broken(string? value)
    {
        if (value is null)
        {
            if (Required)
            {
                yield return Sentence(null, "Member must not be null");
            }

            yield break;
        }

        if (Pattern is not null && !Whole(Pattern).IsMatch(value))
        {
            yield return Sentence(value, $"Member must satisfy regular expression pattern: {Pattern}");
        }

        if (value.Length < MinLength)
        {
            yield return Sentence(value, $"Member must have length greater than or equal to {MinLength}");
        }

        if (value.Length > MaxLength)
        {
            yield return Sentence(value, $"Member must have length less than or equal to {MaxLength}");
        }

        if (OneOf is not null && !OneOf.Contains(value, StringComparer.Ordinal))
        {
            yield return Sentence(value, $"Member must satisfy enum value set: [{string.Join(", ", OneOf)}]");
        }

        if (Range is not { } range)
        {
            yield break;
        }

        if (!long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            yield return Sentence(value, "Member must be a number");
        }
        else if (number < range.Min)
        {
            yield return Sentence(value, $"Member must have value greater than or equal to {range.Min}");
        }
        else if (number > range.Max)
        {
            yield return Sentence(value, $"Member must have value less than or equal to {range.Max}");
        }
    }

    private static Regex Whole(string pattern)
        => Patterns.GetOrAdd(pattern, static known => new Regex($@"\A(?:{known})\z", RegexOptions.NonBacktracking));

    private string Sentence(string? value, string constraint)
        => $"Value {(value is null ? "null" : $"'{value}'")} at '{char.ToLowerInvariant(Member[0])}{Member[1..]}' failed to satisfy constraint: {constraint}";
}
