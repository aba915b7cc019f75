using SessionLogging.Findings;
using SessionLogging.Preferences.Document;
using static SessionLogging.Text.Unicode;

namespace SessionLogging.Preferences.Rules;

/// <summary>The naming rules of S3's general purpose buckets.</summary>
internal static class BucketNameRules
{
    private const string GiveAName = "Give the name of a general purpose bucket as S3 lists it.";
    private static readonly string[] ReservedPrefixes = ["xn--", "sthree-", "amzn-s3-demo-"];
    private static readonly string[] ReservedSuffixes = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

    private static readonly TextRules Names = new("Amazon S3 User Guide, General purpose bucket naming rules", PreferenceSetting.S3BucketName);

    public static readonly Rule<GivenSetting>[] All =
    [
        Names.Refuse("BucketNameIsArn", BucketAddress.IsIn,
            name => $"The agent wants the bucket's name; {Quote(name)} is an address.",
            OfferName,
            address => $"It is {Quote(address)} instead of the bucket's name. No such bucket is found: logs are lost, or sessions are refused where encryption is required."),
        Names.Refuse("BucketNameLength", name => name.Length is < 3 or > 63,
            name => FormattableString.Invariant($"A bucket's name has 3 to 63 characters; {Quote(name)} has {name.Length}."),
            GiveAName),
        Names.Refuse("BucketNameCharacters", name => !name.All(c => IsLetterOrDigit(c) || c is '.' or '-'),
            name => $"A bucket's name is made of a-z, 0-9, period and hyphen; {Quote(name)} is not.",
            GiveAName),
        Names.Refuse("BucketNameEnds", name => !IsLetterOrDigit(name[0]) || !IsLetterOrDigit(name[name.Length - 1]),
            name => $"A bucket's name begins and ends with a letter or digit; {Quote(name)} does not.",
            GiveAName),
        Names.Refuse("BucketNameAdjacentPeriods", name => name.Contains(".."),
            name => $"A bucket's name has no two periods side by side; {Quote(name)} has.",
            GiveAName),
        Names.Refuse("BucketNameIsAddress", IsIPv4Address,
            name => $"A bucket's name is not formed like an IP address; {Quote(name)} is.",
            GiveAName),
        Names.Refuse("BucketNameReservedPrefix", name => StartOf(name) is not null,
            name => $"S3 reserves names that begin '{StartOf(name)}', such as {Quote(name)}.",
            GiveAName),
        Names.Refuse("BucketNameReservedSuffix", name => EndOf(name) is not null,
            name => $"S3 reserves names that end '{EndOf(name)}', such as {Quote(name)}: they are no general purpose buckets.",
            GiveAName),
        Names.Warn("BucketNameHasPeriods", name => name.Contains('.'),
            name => $"The name {Quote(name)} has periods, so the TLS certificate of S3 does not cover the bucket's own host name.",
            "Prefer a bucket without periods in its name."),
    ];

    private static string OfferName(string address) => (BucketAddress.NameIn(address), BucketAddress.PrefixIn(address)) switch
    {
        (null, _) => GiveAName,
        ({ } name, null) => $"Give {Quote(name)}.",
        ({ } name, { } prefix) => $"Give {Quote(name)}, and {Quote(prefix)} as the key prefix.",
    };

    private static string? StartOf(string name) => Array.Find(ReservedPrefixes, start => name.StartsWith(start, StringComparison.Ordinal));

    private static string? EndOf(string name) => Array.Find(ReservedSuffixes, end => name.EndsWith(end, StringComparison.Ordinal));

    private static bool IsLetterOrDigit(char c) => c is (>= 'a' and <= 'z') or (>= '0' and <= '9');

    private static bool IsIPv4Address(string name)
    {
        var parts = name.Split('.');
        return parts.Length == 4 && parts.All(part => part.Length is >= 1 and <= 3 && part.All(c => c is >= '0' and <= '9'));
    }
}
