using SessionLogging.Preferences.Rules;

namespace SessionLogging.Preferences.Editing;

/// <summary>Tells where a change leaves sessions no place to be logged to.</summary>
internal static class LastDestination
{
    private static readonly (PreferenceSetting Setting, string Word)[] Destinations =
    [
        (PreferenceSetting.S3BucketName, "bucket"),
        (PreferenceSetting.CloudWatchLogGroupName, "log group"),
    ];

    /// <summary>The breach of a change that turns off every destination of the versions in use; <see langword="null"/> where one is left, or none was there.</summary>
    internal static RuleBreach? TurnedOff(PreferenceTarget target, IEnumerable<PreferenceDocument?> inUse, PreferenceDocument after)
    {
        if (Of(after).Any())
        {
            return null;
        }

        var lost = inUse.OfType<PreferenceDocument>().SelectMany(Of).Distinct(StringComparer.Ordinal).ToList();
        return lost.Count == 0
            ? null
            : new RuleBreach(
                "NothingIsLogged",
                "Destinations",
                $"Sessions that use {target} leave no log any more: the change turns off {string.Join(" and ", lost)} and no other destination is set.",
                "Set-SsmS3Logging or Set-SsmCloudWatchLogging sets another one.");
    }

    private static IEnumerable<string> Of(PreferenceDocument document) =>
        from destination in Destinations
        let name = document[destination.Setting].Text
        where !string.IsNullOrEmpty(name)
        select $"{destination.Word} {Unicode.Quote(name)}";
}
