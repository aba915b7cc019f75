namespace SessionLogging.Findings;

/// <summary>The controls that rules are evidence for (NIST SP 800-53, revision 5).</summary>
internal static class Control
{
    internal const string SessionAudit = "NIST 800-53 AU-14";
    internal const string RecordGeneration = "NIST 800-53 AU-12";
    internal const string RecordRetention = "NIST 800-53 AU-11";
    internal const string RecordProtection = "NIST 800-53 AU-9";
    internal const string SessionTermination = "NIST 800-53 AC-12";
    internal const string RemoteAccessMonitoring = "NIST 800-53 AC-17(1)";

    /// <summary>What each asks for, in its own words; in brackets what an organisation fills in (NIST SP 800-53, revision 5, https://doi.org/10.6028/NIST.SP.800-53r5).</summary>
    internal static readonly IReadOnlyDictionary<string, string> Texts = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [SessionAudit] = "a. Provide and implement the capability for [organization-defined users or roles] to [record; view; hear; log] the content of a user session under [organization-defined circumstances].",
        [RecordGeneration] = "a. Provide audit record generation capability for the event types the system is capable of auditing as defined in AU-2a on [organization-defined system components].",
        [RecordRetention] = "Retain audit records for [organization-defined time period] to provide support for after-the-fact investigations of incidents and to meet regulatory and organizational information retention requirements.",
        [RecordProtection] = "a. Protect audit information and audit logging tools from unauthorized access, modification, and deletion.",
        [SessionTermination] = "Automatically terminate a user session after [organization-defined conditions or trigger events requiring session disconnect].",
        [RemoteAccessMonitoring] = "Employ automated mechanisms to monitor and control remote access methods.",
    };

    private static readonly string[] Logging = [SessionAudit, RecordGeneration, RemoteAccessMonitoring];
    private static readonly string[] Termination = [SessionTermination];
    private static readonly string[] Calls = [RecordGeneration];

    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["S3BucketName"] = Logging,
        ["CloudWatchLogGroupName"] = Logging,
        ["CloudWatchStreamingEnabled"] = Logging,
        ["IdleSessionTimeout"] = Termination,
        ["MaxSessionDuration"] = Termination,
        ["trails"] = Calls,
    };

    /// <summary>The controls that what a rule looks at is evidence for. A rule on many things at once is evidence for none of their controls.</summary>
    internal static IReadOnlyList<string> For(IReadOnlyList<string> looksAt) => looksAt.Count > 3 ? []
        : [.. looksAt.SelectMany(thing => Known.TryGetValue(thing, out var controls) ? controls : []).Distinct(StringComparer.Ordinal)];
}
