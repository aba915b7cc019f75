using System.Net;

namespace SessionLogging.Sandbox.Events;

/// <summary>An event pattern, read once and held against events: <see href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html"/>.</summary>
internal sealed class EventPattern
{
    private const string Or = "$or";

    private readonly Part _whole;

    private EventPattern(Part whole) => _whole = whole;

    /// <summary>Whether an object of an event fits a part of the pattern; what must not exist is looked for in the whole event.</summary>
    private delegate bool Part(JsonObject at, JsonObject whole);

    /// <exception cref="AwsServiceException">The pattern is none, in EventBridge's words.</exception>
    public static EventPattern Read(string text)
    {
        JsonObject pattern;
        try
        {
            pattern = JsonNode.Parse(text) as JsonObject ?? throw Invalid("Filter is not an object");
            _ = pattern.Count;
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw Invalid("Invalid JSON");
        }

        return new EventPattern(Whole(pattern, []));
    }

    public static AwsServiceException Invalid(string reason) => new("InvalidEventPatternException", 400, $"Event pattern is not valid. Reason: {reason}");

    public bool Matches(JsonObject candidate) => _whole(candidate, candidate);

    private static Part Whole(JsonObject pattern, IReadOnlyList<string> path)
    {
        if (pattern.Count == 0)
        {
            throw Invalid("Empty objects are not allowed");
        }

        var parts = pattern.Select(field => field switch
        {
            { Key: Or, Value: JsonArray { Count: > 0 } choices } when choices.All(choice => choice is JsonObject) => Any(choices, path),
            { Value: JsonObject inner } => Inside(field.Key, Whole(inner, [.. path, field.Key])),
            { Value: JsonArray tests } => Leaf(field.Key, tests, [.. path, field.Key]),
            _ => throw Invalid($"\"{field.Key}\" must be an object or an array"),
        }).ToList();
        return (at, whole) => parts.TrueForAll(part => part(at, whole));
    }

    private static Part Any(JsonArray choices, IReadOnlyList<string> path)
    {
        var parts = choices.Select(choice => Whole((JsonObject)choice!, path)).ToList();
        return (at, whole) => parts.Exists(part => part(at, whole));
    }

    /// <summary>Of a list of objects one must fit by itself. Where there is none, what must not exist inside does not.</summary>
    private static Part Inside(string name, Part part) => (at, whole) =>
        Values(at, name).OfType<JsonObject>().DefaultIfEmpty([]).Any(inner => part(inner, whole));

    private static Part Leaf(string name, JsonArray tests, IReadOnlyList<string> path)
    {
        if (tests.Count == 0)
        {
            throw Invalid("Empty arrays are not allowed");
        }

        var read = tests.Select(ValueTest.Read).ToList();
        return (at, whole) => read.Exists(test => test.DemandsAbsence
            ? !Leaves([whole], path).Any()
            : Leaves([at], [name]).Any(test.Passes));
    }

    /// <summary>The values at a path that are neither objects nor lists. Lists are looked into: a test passes where one of their values does.</summary>
    private static IEnumerable<JsonNode?> Leaves(IEnumerable<JsonObject> from, IReadOnlyList<string> path)
    {
        for (var depth = 0; depth < path.Count - 1; depth++)
        {
            var name = path[depth];
            from = from.SelectMany(at => Values(at, name).OfType<JsonObject>());
        }

        return from.SelectMany(at => Values(at, path[^1])).Where(value => value is not JsonObject);
    }

    private static IEnumerable<JsonNode?> Values(JsonObject at, string name) => at.TryGetPropertyValue(name, out var value) ? Flat(value) : [];

    private static IEnumerable<JsonNode?> Flat(JsonNode? value) => value is JsonArray list ? list.SelectMany(Flat) : [value];
}

/// <summary>What a pattern demands of one value: <see href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html"/>.</summary>
/// <param name="Passes">Whether a value that exists will do.</param>
internal sealed record ValueTest(Func<JsonNode?, bool> Passes)
{
    private const string IgnoringCase = "equals-ignore-case";

    /// <summary>Whether there must be no value at all.</summary>
    public bool DemandsAbsence { get; private init; }

    public static ValueTest Read(JsonNode? test) => test switch
    {
        JsonArray => throw EventPattern.Invalid("Arrays must not be nested"),
        JsonObject { Count: 1 } given => Operator(given.First()),
        JsonObject => throw EventPattern.Invalid("Only one key allowed in match expression"),
        _ => new ValueTest(Equal(test)),
    };

    private static ValueTest Operator(KeyValuePair<string, JsonNode?> given) => given.Key switch
    {
        "exists" => Exists(given.Value),
        "anything-but" => new ValueTest(AnythingBut(given.Value)),
        "numeric" => new ValueTest(Numeric(given.Value)),
        "cidr" => new ValueTest(Cidr(given.Value)),
        _ => new ValueTest(OfText(given.Key, given.Value)),
    };

    private static Func<JsonNode?, bool> OfText(string name, JsonNode? value) => (name, value) switch
    {
        ("prefix", JsonObject folded) => Text(Folded(folded), static (text, prefix) => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)),
        ("suffix", JsonObject folded) => Text(Folded(folded), static (text, suffix) => text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)),
        ("prefix", _) => Text(Wanted(name, value), static (text, prefix) => text.StartsWith(prefix, StringComparison.Ordinal)),
        ("suffix", _) => Text(Wanted(name, value), static (text, suffix) => text.EndsWith(suffix, StringComparison.Ordinal)),
        (IgnoringCase, _) => Text(Wanted(name, value), static (text, wanted) => string.Equals(text, wanted, StringComparison.OrdinalIgnoreCase)),
        ("wildcard", _) => Text(Wildcard(Wanted(name, value)), static (text, form) => form.IsMatch(text)),
        _ => throw EventPattern.Invalid($"Unrecognized match type {name}"),
    };

    private static Func<JsonNode?, bool> Text<T>(T wanted, Func<string, T, bool> holds) => node => AsText(node) is { } text && holds(text, wanted);

    private static string Folded(JsonObject folded) => folded.Count == 1 && folded.TryGetPropertyValue(IgnoringCase, out var value)
        ? Wanted(IgnoringCase, value)
        : throw EventPattern.Invalid($"Only {IgnoringCase} may stand here");

    private static Func<JsonNode?, bool> AnythingBut(JsonNode? value)
    {
        if (value is JsonObject { Count: 1 } given)
        {
            var (name, excluded) = given.First();
            var tests = (excluded is JsonArray list ? list : Enumerable.Repeat(excluded, 1)).Select(item => OfText(name, item)).ToList();
            return node => !tests.Exists(test => test(node));
        }

        var values = (value is JsonArray several ? several : Enumerable.Repeat(value, 1)).ToList();
        if (values.Count == 0 || values.Exists(item => Kind(item) is not (JsonValueKind.String or JsonValueKind.Number)) || values.Select(Kind).Distinct().Count() > 1)
        {
            throw EventPattern.Invalid("Value of anything-but must be an array or single string/number value.");
        }

        var equal = values.ConvertAll(Equal);
        return node => !equal.Exists(test => test(node));
    }

    private static ValueTest Exists(JsonNode? value) => Kind(value) switch
    {
        JsonValueKind.True => new ValueTest(static _ => true),
        JsonValueKind.False => new ValueTest(static _ => false) { DemandsAbsence = true },
        _ => throw EventPattern.Invalid("exists match pattern must be either true or false."),
    };

    /// <summary>Pairs of a comparison and a number, one or two of them.</summary>
    private static Func<JsonNode?, bool> Numeric(JsonNode? value)
    {
        if (value is not JsonArray { Count: 2 or 4 } given)
        {
            throw EventPattern.Invalid("Value of numeric must be an array.");
        }

        var tests = given.Chunk(2).Select(pair => Comparison(pair[0], Kind(pair[1]) == JsonValueKind.Number ? Number(pair[1]!) : throw EventPattern.Invalid("Value of numeric must be numbers"))).ToList();
        return node => Kind(node) == JsonValueKind.Number && Number(node!) is var number && tests.TrueForAll(test => test(number));
    }

    private static Func<double, bool> Comparison(JsonNode? sign, double bound) => sign?.ToString() switch
    {
        "=" => number => number.Equals(bound),
        "<" => number => number < bound,
        "<=" => number => number <= bound,
        ">" => number => number > bound,
        ">=" => number => number >= bound,
        _ => throw EventPattern.Invalid($"Unrecognized numeric range operator: {sign}"),
    };

    private static Func<JsonNode?, bool> Cidr(JsonNode? value)
    {
        var text = Wanted("cidr", value);
        if (!IPNetwork.TryParse(text, out var network))
        {
            throw EventPattern.Invalid($"Malformed CIDR: {text}");
        }

        return node => AsText(node) is { } address && IPAddress.TryParse(address, out var parsed) && network.Contains(parsed);
    }

    /// <summary>An asterisk stands for any text, unless a backslash stands before it.</summary>
    private static Regex Wildcard(string pattern)
    {
        var form = new System.Text.StringBuilder();
        for (var at = 0; at < pattern.Length; at++)
        {
            if (pattern[at] == '\\' && at + 1 < pattern.Length && pattern[at + 1] is '*' or '\\')
            {
                form.Append(Regex.Escape($"{pattern[++at]}"));
            }
            else if (pattern[at] == '\\')
            {
                throw EventPattern.Invalid($"Invalid escape character at pos {at}");
            }
            else if (pattern[at] != '*')
            {
                form.Append(Regex.Escape($"{pattern[at]}"));
            }
            else if (at > 0 && pattern[at - 1] == '*' && form.ToString().EndsWith(".*", StringComparison.Ordinal))
            {
                throw EventPattern.Invalid($"Consecutive wildcard characters at pos {at - 1}");
            }
            else
            {
                form.Append(".*");
            }
        }

        return new Regex($@"\A{form}\z", RegexOptions.NonBacktracking | RegexOptions.Singleline);
    }

    /// <summary>Character by character; numbers too are compared as they are written.</summary>
    private static Func<JsonNode?, bool> Equal(JsonNode? wanted) => node => Kind(node) == Kind(wanted)
        && (Kind(wanted) == JsonValueKind.String ? AsText(node) == AsText(wanted) : node?.ToJsonString() == wanted?.ToJsonString());

    private static string Wanted(string name, JsonNode? value) => AsText(value) ?? throw EventPattern.Invalid($"{name} match pattern must be a string");

    private static string? AsText(JsonNode? node) => Kind(node) == JsonValueKind.String ? node!.GetValue<string>() : null;

    private static double Number(JsonNode node) => double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture);

    private static JsonValueKind Kind(JsonNode? node) => node?.GetValueKind() ?? JsonValueKind.Null;
}
