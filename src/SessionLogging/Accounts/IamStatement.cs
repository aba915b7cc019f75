using System.Text.RegularExpressions;

namespace SessionLogging.Accounts;

/// <summary>The statement of an IAM policy that a denied call lacks.</summary>
internal static class IamStatement
{
    private static readonly Regex Resource = new(@"\bon resource: (?<arn>arn:[^\s""]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    /// <summary>What to do about a denied call: allow it, unless it is denied explicitly, which nothing that allows outweighs.</summary>
    internal static string Advice(AwsCallException denied) => denied.Answer.IndexOf("explicit deny", StringComparison.OrdinalIgnoreCase) >= 0
        ? $"{denied.Action} is denied explicitly, which no statement that allows it outweighs: ask whoever made that denial."
        : $"Allow it with this statement: {Allowing(denied)}";

    /// <summary>The statement as JSON, on the resource that the service names, or on any.</summary>
    internal static string Allowing(AwsCallException denied)
    {
        var named = Resource.Match(denied.Answer);
        var resource = named.Success ? named.Groups["arn"].Value.TrimEnd('.', ',') : "*";
        return $$"""{"Effect":"Allow","Action":"{{denied.Action}}","Resource":"{{resource}}"}""";
    }
}
