namespace SessionLogging.Preferences.Json;

/// <summary>The way to an object or list in a text. It is spelled out only where somebody asks, and then no longer than a person reads.</summary>
internal sealed class JsonPath
{
    private const int LongestText = 200;
    private const string Elements = "[]";

    private readonly JsonPath? _outer;
    private readonly string _name;

    private JsonPath(JsonPath? outer, string name)
    {
        _outer = outer;
        _name = name;
    }

    /// <summary>The value of a member of the object that a path leads to; the root's path is <see langword="null"/>.</summary>
    internal static JsonPath Member(JsonPath? outer, string name) => new(outer, name);

    /// <summary>An element of the list that a path leads to.</summary>
    internal static JsonPath Element(JsonPath? outer) => new(outer, Elements);

    /// <summary>The path, for example <c>inputs.shellProfile.linux</c>; of a long one the end.</summary>
    public override string ToString()
    {
        var names = new Stack<string>();
        var length = 0;
        var path = this;
        for (; path is not null && length <= LongestText; path = path._outer)
        {
            names.Push(End(path._name));
            length += names.Peek().Length + 1;
        }

        var text = string.Join(".", names).Replace("." + Elements, Elements);
        return path is null ? End(text) : End("…" + text);
    }

    // Never half a surrogate pair.
    private static string End(string text)
    {
        if (text.Length <= LongestText)
        {
            return text;
        }

        var start = text.Length - LongestText;
        return text.Remove(0, char.IsLowSurrogate(text[start]) ? start + 1 : start).Insert(0, "…");
    }
}
