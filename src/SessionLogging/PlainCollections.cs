using System.Collections.ObjectModel;

namespace SessionLogging;

/// <summary>A list whose text is that of its items: what Export-Csv and a string in PowerShell show of a property that holds several.</summary>
internal sealed class PlainList<T>(IReadOnlyList<T> items) : ReadOnlyCollection<T>([.. items])
{
    public override string ToString() => string.Join("; ", this);

    /// <summary>Lists of the same items are the same: records that hold them are compared by what they say.</summary>
    public override bool Equals(object? obj) => obj is PlainList<T> other && this.SequenceEqual(other);

    public override int GetHashCode() => Count;
}

/// <summary>Named texts whose text is theirs, as a <see cref="PlainList{T}"/>.</summary>
internal sealed class PlainTexts<T>(Dictionary<string, T> texts) : ReadOnlyDictionary<string, T>(texts)
    where T : class?
{
    public override string ToString() => string.Join("; ", this.Select(text => $"{text.Key}={text.Value}"));
}
