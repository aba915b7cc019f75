using SessionLogging.Preferences.Rules;

namespace SessionLogging.Sessions.Logging;

/// <summary>The addresses of the console that a session can carry (<c>OutputUrl</c>, "Reserved for future use" in the API reference).</summary>
/// <remarks>
/// The agent reports bucket, key, log group and stream whether or not an upload worked (amazon-ssm-agent, session plugin results). So an address names
/// the place that applied, and says nothing of what lies there.
/// </remarks>
internal static class OutputUrl
{
    private const string ObjectPath = "/s3/object/";
    private const string OldViewer = "logEventViewer:";
    private const string Viewer = "logsV2:log-groups/log-group/";
    private const string Events = "/log-events/";

    /// <summary>The object that <c>https://REGION.console.aws.amazon.com/s3/object/BUCKET/KEY</c> is about; <see langword="null"/> for anything else.</summary>
    internal static LogPlace? ObjectIn(string? url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !address.AbsolutePath.StartsWith(ObjectPath, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = address.AbsolutePath.Substring(ObjectPath.Length).Split(['/'], 2);
        return parts is [var bucket, { Length: > 0 } key] && PossibleName.IsBucket(bucket) ? new LogPlace(bucket, Uri.UnescapeDataString(key)) : null;
    }

    /// <summary>
    /// The stream that <c>…/cloudwatch/home?region=REGION#logEventViewer:group=GROUP;stream=STREAM</c> or <c>…#logsV2:log-groups/log-group/GROUP/log-events/STREAM</c>
    /// is about; <see langword="null"/> for anything else.
    /// </summary>
    internal static LogPlace? StreamIn(string? url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Fragment.Length == 0)
        {
            return null;
        }

        var view = address.Fragment.Substring(1);
        if (view.StartsWith(OldViewer, StringComparison.Ordinal))
        {
            var members = view.Substring(OldViewer.Length).Split(';').Select(member => member.Split(['='], 2)).ToList();
            return Place(Member("group"), Member("stream"));

            string? Member(string name) => members.Find(member => member.Length == 2 && member[0] == name)?[1];
        }

        if (!view.StartsWith(Viewer, StringComparison.Ordinal))
        {
            return null;
        }

        var names = view.Substring(Viewer.Length);
        var end = names.IndexOf(Events, StringComparison.Ordinal);
        return end < 0 ? null : Place(names.Substring(0, end), names.Substring(end + Events.Length));
    }

    private static LogPlace? Place(string? group, string? stream) =>
        Plain(group) is { } groupName && PossibleName.IsLogGroup(groupName) && Plain(stream) is { Length: > 0 } streamName ? new LogPlace(groupName, streamName) : null;

    // The console escapes a name for a URL, puts a dollar for the percent sign, and escapes that once more: / is $252F. Neither name can hold $ or %.
    private static string? Plain(string? name) => name is null ? null : Uri.UnescapeDataString(Uri.UnescapeDataString(name.Replace('$', '%')));
}
