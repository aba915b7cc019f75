using System.Collections.ObjectModel;

namespace SessionLogging;

/// <summary>A list whose text is that of its items: what Export-Csv and a string in PowerShell show of a property that holds several.</summary>
internal sealed class PlainList<T>(IReadOnlyList<T> items) : ReadOnlyCollection<T>([.. items])
{
    public override string ToString() => string.Join("; ", this);
}

/// <summary>Named texts whose text is theirs, as a <see cref="PlainList{T}"/>.</summary>
internal sealed class PlainTexts<T>(Dictionary<string, T> texts) : ReadOnlyDictionary<string, T>(texts)
    where T : class?
{
    public override string ToString() => string.Join("; ", this.Select(text => $"{text.Key}={text.Value}"));
}
