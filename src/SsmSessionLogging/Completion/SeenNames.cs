using SessionLogging.Preferences.Document;

namespace SsmSessionLogging.Completion;

/// <summary>Names that the commands of this process have shown: they complete parameters without a call, and only while the process lives.</summary>
internal sealed class SeenNames
{
    // Enough to complete from, and no million sessions' worth of memory.
    private const int Most = 5_000;

    private readonly HashSet<string> _names;

    private SeenNames(params string[] known) => _names = new(known, StringComparer.OrdinalIgnoreCase);

    /// <summary>Who started sessions: people, roles and permission sets.</summary>
    internal static SeenNames Owners { get; } = new();

    /// <summary>The same by ARN: a user's own, and for all sessions of a role what their ARNs begin with.</summary>
    internal static SeenNames OwnerArns { get; } = new();

    /// <summary>What sessions went to.</summary>
    internal static SeenNames Targets { get; } = new();

    /// <summary>Session documents; that of the account's preferences is always there.</summary>
    internal static SeenNames Documents { get; } = new(SessionDocumentName.AccountPreferences);

    /// <summary>The names, sorted.</summary>
    internal IReadOnlyList<string> All
    {
        get
        {
            lock (_names)
            {
                return [.. _names.OrderBy(name => name, StringComparer.OrdinalIgnoreCase)];
            }
        }
    }

    /// <summary>Takes the names of a session.</summary>
    internal static void Note(SessionRecord session)
    {
        Owners.Add(session.UserName);
        Owners.Add(session.RoleName);
        Owners.Add(session.PermissionSet);
        OwnerArns.Add(session.RoleName is null ? session.Owner : session.Owner!.Substring(0, session.Owner.LastIndexOf('/') + 1));
        Targets.Add(session.Target);
        Documents.Add(session.DocumentName);
    }

    private void Add(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return;
        }

        lock (_names)
        {
            if (_names.Count < Most)
            {
                _names.Add(name!);
            }
        }
    }
}
