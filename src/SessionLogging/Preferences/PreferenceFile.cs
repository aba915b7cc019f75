using SessionLogging.Files;
using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Json;

namespace SessionLogging.Preferences;

/// <summary>A Session document in a file, whose name says where it belongs: <c>ACCOUNT_REGION_NAME.json</c>.</summary>
/// <param name="AccountId">The account in the file's name; <see langword="null"/> where the name has another form.</param>
/// <param name="Region">The Region in the file's name.</param>
/// <param name="DocumentName">The document in the file's name.</param>
/// <param name="Document">The content.</param>
public sealed record PreferenceFile(string? AccountId, string? Region, string? DocumentName, PreferenceDocument Document)
{
    private static readonly Regex Name = new(
        @"^(?<account>[0-9]{12})_(?<region>[a-z0-9-]+)_(?<name>[A-Za-z0-9_.-]+)\.json$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    /// <summary>Reads a file, which must show that it is a Session document.</summary>
    /// <exception cref="TextEncodingException">The file is neither in UTF-8 nor in UTF-16 with a byte order mark.</exception>
    /// <exception cref="PreferenceFormatException">The content is no JSON object.</exception>
    /// <exception cref="PreferenceRuleException">The content is no Session document with preferences, see <see cref="PreferenceSource"/>.</exception>
    /// <exception cref="FileException">The file cannot be read.</exception>
    public static PreferenceFile Read(string path) => Of(path, PreferenceSource.Read(TextFile.ReadAll(path), $"The file '{path}'", path));

    /// <summary>The same of a file's text, also where only something of a Session document is wrong in it.</summary>
    internal static PreferenceFile ToAudit(string path, string text) => Of(path, PreferenceSource.ReadToAudit(text, $"The file '{path}'", path));

    private static PreferenceFile Of(string path, PreferenceDocument document)
    {
        var name = Name.Match(Path.GetFileName(path));
        return name.Success
            ? new PreferenceFile(name.Groups["account"].Value, name.Groups["region"].Value, name.Groups["name"].Value, document)
            : new PreferenceFile(null, null, null, document);
    }

    /// <summary>The file's name for preferences; a shared document's ARN gives the name at its end.</summary>
    /// <exception cref="PreferenceRuleException">There is no document (<c>SourcePreferenceMissing</c>), or its account is not known (<c>SourceAccountUnknown</c>).</exception>
    public static string NameOf(LoggingPreference preference)
    {
        if (preference.Document is null)
        {
            throw Refuse(
                "SourcePreferenceMissing", nameof(preference.Exists), $"There is no document '{preference.DocumentName}' in {preference.Region} to export.", "Name preferences that exist.");
        }

        var account = preference.AccountId ?? throw Refuse(
            "SourceAccountUnknown", nameof(preference.AccountId), "The account is not known, and the file's name begins with it.", "Allow sts:GetCallerIdentity.");
        return $"{account}_{preference.Region}_{preference.DocumentName.Split('/')[^1]}.json";
    }

    /// <summary>Writes a document byte for byte as it is stored, in UTF-8; as every exported file is written: whole or not at all.</summary>
    /// <param name="folder">The folder; it is made where it is missing.</param>
    /// <param name="preference">The preferences, with their document.</param>
    /// <exception cref="PreferenceRuleException">As <see cref="NameOf"/>.</exception>
    /// <param name="cancellationToken">Leaves what was there.</param>
    /// <exception cref="FileException">The file cannot be written.</exception>
    public static async Task<FileInfo> WriteAsync(string folder, LoggingPreference preference, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, NameOf(preference));
        Make(folder);
        using var file = PendingFile.Begin(path, mayReplace: true);
        var content = Encoding.UTF8.GetBytes(preference.Document!);
        file.Content.Write(content, 0, content.Length);
        return await file.PlaceAsync(cancellationToken).ConfigureAwait(false);
    }

    private static void Make(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception failure) when (FileException.IsAbout(failure))
        {
            throw FileException.Writing(folder, failure);
        }
    }

    private static PreferenceRuleException Refuse(string rule, string setting, string message, string remedy) =>
        new(rule, setting, message, remedy);
}
