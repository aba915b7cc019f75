using System.Net;

namespace SessionLogging.Sandbox.Policies;

/// <summary>The operators of conditions in identity policies.</summary>
/// <param name="Compare">Whether a wanted value, first, is the one that the request has.</param>
/// <param name="IsNegated">Whether it holds where none of the wanted values is the request's, one that the request lacks included.</param>
internal sealed record ConditionOperator(Func<string, string, bool> Compare, bool IsNegated = false)
{
    private const string IfExists = "IfExists";
    private const string OfAll = "ForAllValues:";
    private const string OfAny = "ForAnyValue:";
    private const string Null = "Null";

    private static readonly Dictionary<string, ConditionOperator> All = new(StringComparer.Ordinal)
    {
        ["StringEquals"] = new(static (wanted, actual) => wanted == actual),
        ["StringNotEquals"] = new(static (wanted, actual) => wanted == actual, IsNegated: true),
        ["StringEqualsIgnoreCase"] = new(IsSame),
        ["StringNotEqualsIgnoreCase"] = new(IsSame, IsNegated: true),
        ["StringLike"] = new(PolicyLanguage.Like),
        ["StringNotLike"] = new(PolicyLanguage.Like, IsNegated: true),
        ["ArnEquals"] = new(PolicyLanguage.ArnLike),
        ["ArnLike"] = new(PolicyLanguage.ArnLike),
        ["ArnNotEquals"] = new(PolicyLanguage.ArnLike, IsNegated: true),
        ["ArnNotLike"] = new(PolicyLanguage.ArnLike, IsNegated: true),
        ["Bool"] = new(IsSame),
        ["NumericEquals"] = Number(static order => order == 0),
        ["NumericNotEquals"] = Number(static order => order == 0) with { IsNegated = true },
        ["NumericLessThan"] = Number(static order => order < 0),
        ["NumericLessThanEquals"] = Number(static order => order <= 0),
        ["NumericGreaterThan"] = Number(static order => order > 0),
        ["NumericGreaterThanEquals"] = Number(static order => order >= 0),
        ["DateEquals"] = Time(static order => order == 0),
        ["DateNotEquals"] = Time(static order => order == 0) with { IsNegated = true },
        ["DateLessThan"] = Time(static order => order < 0),
        ["DateLessThanEquals"] = Time(static order => order <= 0),
        ["DateGreaterThan"] = Time(static order => order > 0),
        ["DateGreaterThanEquals"] = Time(static order => order >= 0),
        ["IpAddress"] = new(IsInNetwork),
        ["NotIpAddress"] = new(IsInNetwork, IsNegated: true),
    };

    /// <summary>Whether there is an operator of this name, a quantifier and <c>IfExists</c> included.</summary>
    public static bool Exists(string name) => Bare(name) is Null || All.ContainsKey(Bare(name));

    /// <summary>Whether a condition on one key holds; a key that the request lacks is added to <paramref name="missing"/>.</summary>
    /// <exception cref="AwsServiceException">There is no such operator.</exception>
    public static bool Holds(string name, string key, JsonNode? wanted, PolicyRequest request, ISet<string> missing)
    {
        var values = PolicyLanguage.Each(wanted).Select(value => value?.ToString() ?? "").ToList();
        var actual = request.Context.GetValueOrDefault(key);
        if (actual is null)
        {
            missing.Add(key);
        }

        if (Bare(name) == Null)
        {
            return values.Exists(value => bool.TryParse(value, out var isNull) && isNull == actual is null);
        }

        var comparison = All.GetValueOrDefault(Bare(name)) ?? throw new AwsServiceException("PolicyEvaluation", 500, $"The condition {name} could not be evaluated.");
        if (actual is null)
        {
            return comparison.IsNegated || name.EndsWith(IfExists, StringComparison.Ordinal) || name.StartsWith(OfAll, StringComparison.Ordinal);
        }

        var filled = values.Select(value => request.Filled(value, missing)).OfType<string>().ToList();
        return name.StartsWith(OfAll, StringComparison.Ordinal) ? actual.All(IsMet) : actual.Any(IsMet);

        bool IsMet(string value) => filled.Exists(one => comparison.Compare(one, value)) != comparison.IsNegated;
    }

    private static string Bare(string name)
    {
        var bare = name.StartsWith(OfAll, StringComparison.Ordinal) ? name[OfAll.Length..]
            : name.StartsWith(OfAny, StringComparison.Ordinal) ? name[OfAny.Length..]
            : name;
        return bare.EndsWith(IfExists, StringComparison.Ordinal) ? bare[..^IfExists.Length] : bare;
    }

    private static bool IsSame(string wanted, string actual) => string.Equals(wanted, actual, StringComparison.OrdinalIgnoreCase);

    private static ConditionOperator Number(Func<int, bool> isMet) => new((wanted, actual) =>
        decimal.TryParse(wanted, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit)
        && decimal.TryParse(actual, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && isMet(number.CompareTo(limit)));

    private static ConditionOperator Time(Func<int, bool> isMet) => new((wanted, actual) =>
        DateTimeOffset.TryParse(wanted, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var limit)
        && DateTimeOffset.TryParse(actual, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        && isMet(time.CompareTo(limit)));

    private static bool IsInNetwork(string wanted, string actual) => IPAddress.TryParse(actual, out var address)
        && (IPNetwork.TryParse(wanted, out var network) ? network.Contains(address) : IPAddress.TryParse(wanted, out var single) && single.Equals(address));
}
