using SessionLogging.Preferences.Document;

namespace SsmSessionLogging.Completion;

/// <summary>Names that the commands of this process have shown: they complete parameters without a call, and only while the process lives.</summary>
internal sealed class SeenNames
{
    // Enough to complete from, and no million sessions' worth of memory.
    private const int Most = 5_000;

    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Who started sessions: people, roles and permission sets.</summary>
    internal static SeenNames Owners { get; } = new();

    /// <summary>What sessions went to.</summary>
    internal static SeenNames Targets { get; } = new();

    /// <summary>Session documents.</summary>
    internal static SeenNames Documents { get; } = new();

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
        Targets.Add(session.Target);
        Documents.Add(string.IsNullOrEmpty(session.DocumentName) ? SessionDocumentName.AccountPreferences : session.DocumentName);
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
