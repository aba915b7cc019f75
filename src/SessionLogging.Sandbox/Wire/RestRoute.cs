namespace SessionLogging.Sandbox.Wire;

/// <summary>How a REST-JSON operation is addressed, as its model says.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path; <c>{Member}</c> stands for a segment that gives a member.</param>
internal sealed record RestRoute(string Method, string Path)
{
    private readonly string[] _segments = Path.Split('/');

    /// <summary>The status of a success.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Whether the body is a payload and holds no members.</summary>
    public bool HasPayload { get; init; }

    /// <summary>Headers that give members.</summary>
    public IReadOnlyList<(string Header, string Member)> Headers { get; init; } = [];

    public bool Fits(WireRequest request)
    {
        var path = request.RawPath.Split('/');
        return request.Method == Method && path.Length == _segments.Length && _segments.Zip(path).All(pair => IsMember(pair.First) ? pair.Second.Length > 0 : pair.First == pair.Second);
    }

    /// <summary>The members that stand in the path, the query and the headers.</summary>
    public IEnumerable<(string Member, string Value)> Members(WireRequest request)
    {
        foreach (var (segment, value) in _segments.Zip(request.RawPath.Split('/')))
        {
            if (IsMember(segment))
            {
                yield return (segment[1..^1], Uri.UnescapeDataString(value));
            }
        }

        foreach (var (name, value) in request.Query)
        {
            yield return (name, value);
        }

        foreach (var (header, member) in Headers)
        {
            if (request.Header(header) is { } value)
            {
                yield return (member, value);
            }
        }
    }

    private static bool IsMember(string segment) => segment.StartsWith('{');
}
