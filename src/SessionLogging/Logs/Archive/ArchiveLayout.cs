using SessionLogging.Sessions;

namespace SessionLogging.Logs.Archive;

/// <summary>Where in an archive a session's folder lies: a template such as <c>{AccountId}/{Region}/{Date}/{SessionId}</c>.</summary>
public sealed class ArchiveLayout
{
    /// <summary>The layout where none is given.</summary>
    public const string Usual = "{AccountId}/{Region}/{Date}/{SessionId}";

    private const int MostFolders = 8;

    private static readonly Dictionary<string, Func<SessionRecord, string?>> Placeholders = new(StringComparer.Ordinal)
    {
        ["AccountId"] = session => session.AccountId,
        ["Region"] = session => session.Region,
        ["Date"] = session => session.StartDate?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["SessionId"] = session => session.SessionId,
        ["Target"] = session => session.Target,
        ["UserName"] = session => session.UserName,
    };

    private static readonly Regex Piece = new("[{](?<name>[^{}]*)[}]|(?<text>[^{}]+)|(?<brace>[{}])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private readonly List<List<Func<SessionRecord, string?>>> _folders;

    private ArchiveLayout(string template, List<List<Func<SessionRecord, string?>>> folders) => (Template, _folders) = (template, folders);

    /// <summary>The template.</summary>
    public string Template { get; }

    /// <summary>Reads a template: names of folders, one below the other, of texts and of the placeholders AccountId, Region, Date, SessionId, Target and UserName in braces.</summary>
    /// <exception cref="ArchiveException"><c>LayoutPlaceholderUnknown</c>, <c>LayoutNameNotSafe</c>, <c>LayoutTooDeep</c> or <c>LayoutLacksSession</c>.</exception>
    public static ArchiveLayout Parse(string template)
    {
        var names = template.Split('/', '\\');
        if (names.Length > MostFolders)
        {
            throw ArchiveException.LayoutTooDeep(template, MostFolders);
        }

        var folders = names.Select(name => ReadFolder(template, name)).ToList();
        return template.Contains("{SessionId}") ? new ArchiveLayout(template, folders) : throw ArchiveException.LayoutLacksSession(template);
    }

    /// <summary>The folder of a session, with slashes, below the archive's.</summary>
    internal string FolderOf(SessionRecord session) =>
        string.Join("/", _folders.Select(pieces => SafeName.OfFolder(string.Concat(pieces.Select(piece => piece(session))))));

    private static List<Func<SessionRecord, string?>> ReadFolder(string template, string name)
    {
        var pieces = new List<Func<SessionRecord, string?>>();
        foreach (Match piece in Piece.Matches(name))
        {
            if (piece.Groups["text"] is { Success: true, Value: var text })
            {
                pieces.Add(SafeName.IsSafe(text) || (name != text && SafeName.IsSafe($"x{text}x")) ? _ => text : throw ArchiveException.LayoutNameNotSafe(template, text));
            }
            else
            {
                pieces.Add(piece.Groups["name"].Success && Placeholders.TryGetValue(piece.Groups["name"].Value, out var placeholder)
                    ? placeholder
                    : throw ArchiveException.LayoutPlaceholderUnknown(template, piece.Value, Placeholders.Keys));
            }
        }

        return pieces.Count > 0 ? pieces : throw ArchiveException.LayoutNameNotSafe(template, name);
    }
}
