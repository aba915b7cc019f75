using SessionLogging.Preferences;

namespace SsmSessionLogging.Preferences;

/// <summary>Where a piped object says that it belongs: its document, account and Region; and its preferences, where it carries any.</summary>
public sealed class DocumentAddress
{
    /// <summary>The object's AccountId, where it has one.</summary>
    public string? AccountId { get; internal init; }

    /// <summary>The object's Region; <see langword="null"/> for preferences of no place: text, and files whose name says none.</summary>
    public string? Region { get; internal init; }

    /// <summary>The object's DocumentName, where it has one.</summary>
    public string? DocumentName { get; internal init; }

    /// <summary>The object itself, where it is the preferences of Get-SsmLoggingPreference or carries their properties.</summary>
    public LoggingPreference? Preference { get; internal init; }

    /// <summary>The columns that name settings, which are not taken from piped objects.</summary>
    public IReadOnlyList<string> SettingColumns { get; internal init; } = [];

    /// <summary>A Session document as text, or the answer of GetDocument with one; <see langword="null"/> for objects.</summary>
    public string? Text { get; internal init; }
}
