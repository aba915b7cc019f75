using SessionLogging.Preferences.Document;

namespace SessionLogging.Sessions.Reading;

/// <summary>Which sessions a report takes. A list of several values takes each of them; an empty one takes all.</summary>
public sealed record SessionSelection
{
    /// <summary>Takes every session.</summary>
    public static SessionSelection Everything { get; } = new();

    /// <summary>
    /// Who started them: an identity's ARN or name, a role by name or ARN (with or without its path), a role's session as <c>ROLE/SESSION</c>,
    /// or a permission set of IAM Identity Center; <c>*</c> and <c>?</c> are wildcards.
    /// </summary>
    public IReadOnlyList<string> Owner { get; init; } = [];

    /// <summary>Nodes.</summary>
    public IReadOnlyList<string> Target { get; init; } = [];

    /// <summary>Statuses, in the service's words.</summary>
    public IReadOnlyList<string> Status { get; init; } = [];

    /// <summary>Session ids.</summary>
    public IReadOnlyList<string> SessionId { get; init; } = [];

    /// <summary><c>Standard</c> or <c>JustInTime</c>.</summary>
    public IReadOnlyList<string> AccessType { get; init; } = [];

    /// <summary>Session documents, by name or ARN; <c>*</c> and <c>?</c> are wildcards. A session that named none used the account's preferences.</summary>
    public IReadOnlyList<string> DocumentName { get; init; } = [];

    /// <summary>What DescribeSessions can select by itself: it takes one value a key.</summary>
    /// <remarks>Owners are selected on our side, where they can be names and patterns.</remarks>
    public IReadOnlyDictionary<string, string> Filters
    {
        get
        {
            var filters = new Dictionary<string, string>(StringComparer.Ordinal);
            Add("Target", Target);
            Add("Status", Status);
            Add("SessionId", SessionId);
            Add("AccessType", AccessType);
            return filters;

            void Add(string key, IReadOnlyList<string> values)
            {
                if (values.Count == 1)
                {
                    filters.Add(key, values[0]);
                }
            }
        }
    }

    /// <summary>Whether a session is to be taken.</summary>
    public bool Takes(Session session) =>
        Takes(session.SessionId, session.Owner, session.Target, session.Status, session.AccessType, session.DocumentName);

    /// <summary>Whether a session that was recorded is to be taken.</summary>
    public bool Takes(SessionRecord session) =>
        Takes(session.SessionId, session.Owner, session.Target, session.Status, session.AccessType, session.DocumentName);

    private bool Takes(string sessionId, string? owner, string? target, string? status, string? accessType, string? documentName) =>
        Any(Owner, pattern => IsOwner(pattern, owner)) &&
        Any(Target, wanted => wanted == target) &&
        Any(Status, wanted => string.Equals(wanted, status, StringComparison.OrdinalIgnoreCase)) &&
        Any(SessionId, wanted => wanted == sessionId) &&
        Any(AccessType, wanted => string.Equals(wanted, accessType ?? "Standard", StringComparison.OrdinalIgnoreCase)) &&
        Any(DocumentName, pattern => IsDocument(pattern, documentName));

    private static bool Any(IReadOnlyList<string> wanted, Func<string, bool> matches) => wanted.Count == 0 || wanted.Any(matches);

    private static bool IsOwner(string pattern, string? owner) => owner is not null && SessionOwner.IsMeant(pattern, owner);

    private static bool IsDocument(string pattern, string? document)
    {
        var name = string.IsNullOrEmpty(document) ? SessionDocumentName.AccountPreferences : document!;
        return Wildcard.Matches(pattern, name) || Wildcard.Matches(pattern, name.Substring(name.LastIndexOf('/') + 1));
    }
}
