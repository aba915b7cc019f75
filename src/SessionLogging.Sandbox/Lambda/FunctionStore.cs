namespace SessionLogging.Sandbox.Lambda;

/// <summary>The functions of an account in a Region.</summary>
public sealed class FunctionStore
{
    private readonly Lock _gate = new();
    private readonly RegionState _region;
    private ImmutableDictionary<string, LambdaFunction> _functions = ImmutableDictionary.Create<string, LambdaFunction>(StringComparer.Ordinal);

    internal FunctionStore(RegionState region) => _region = region;

    /// <summary>All, by name.</summary>
    public IEnumerable<LambdaFunction> All => _functions.Values.OrderBy(function => function.Name, StringComparer.Ordinal);

    /// <summary>A function by name, or <see langword="null"/>.</summary>
    public LambdaFunction? Find(string name) => _functions.GetValueOrDefault(name);

    /// <summary>Arranges a function, or puts it in the place of the one of its name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="aliases">The aliases of its version 1.</param>
    public LambdaFunction Put(string name, params ReadOnlySpan<string> aliases)
    {
        var function = new LambdaFunction(name, _region.Arn("lambda", "function:" + name)) { Aliases = [.. aliases] };
        lock (_gate)
        {
            _functions = _functions.SetItem(name, function);
        }

        return function;
    }

    internal LambdaFunction? Find(FunctionName name)
        => (name.Account ?? _region.Account.Id) == _region.Account.Id && (name.Region ?? _region.Name) == _region.Name && Find(name.Name) is { } function && function.Has(name.Qualifier)
            ? function
            : null;

    internal void Change(string name, Func<LambdaFunction, LambdaFunction> change)
    {
        lock (_gate)
        {
            _functions = _functions.SetItem(name, change(_functions[name]));
        }
    }
}

/// <summary>What Lambda adds to an account's Region.</summary>
public static class LambdaRegion
{
    extension(RegionState region)
    {
        /// <summary>The functions of the account in this Region.</summary>
        public FunctionStore Functions => region.Of(() => new FunctionStore(region));
    }
}

/// <summary>A function: what is told of it, never its code.</summary>
/// <param name="Name">The name.</param>
/// <param name="Arn">The ARN, without a version or alias.</param>
public sealed record LambdaFunction(string Name, string Arn)
{
    /// <summary>The version that is not published.</summary>
    internal const string Latest = "$LATEST";

    /// <summary>The aliases of its version 1.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Each policy as JSON, by the alias or version that it is for; the empty name is the function itself.</summary>
    internal ImmutableDictionary<string, FunctionPolicy> Policies { get; init; } = ImmutableDictionary.Create<string, FunctionPolicy>(StringComparer.Ordinal);

    /// <summary>The policy of the function, of an alias or of a version, or <see langword="null"/> where nobody was given a permission.</summary>
    public string? PolicyOf(string? qualifier = null) => Policies.GetValueOrDefault(qualifier ?? "")?.Json;

    internal bool Has(string? qualifier) => qualifier is null or Latest or "1" || Aliases.Contains(qualifier);

    internal string ArnOf(string? qualifier) => qualifier is null ? Arn : $"{Arn}:{qualifier}";

    internal static string VersionOf(string? qualifier) => qualifier is null or Latest ? Latest : "1";
}

/// <summary>The statements of a policy by their ids, in the order they were added.</summary>
internal sealed record FunctionPolicy(ImmutableList<(string Id, string Statement)> Statements)
{
    public string RevisionId { get; } = $"{Guid.NewGuid()}";

    public string Json => JsonSerializer.Serialize(new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Id"] = "default",
        ["Statement"] = new JsonArray([.. Statements.Select(statement => JsonNode.Parse(statement.Statement))]),
    });
}

/// <summary>A function as requests name it: by name, by ARN or by a part of that, with or without a version or alias.</summary>
internal sealed partial record FunctionName(string Name, string? Qualifier)
{
    /// <summary>The account in the name, or <see langword="null"/>.</summary>
    public string? Account { get; private init; }

    /// <summary>The Region in the name, or <see langword="null"/>.</summary>
    public string? Region { get; private init; }

    [GeneratedRegex(@"\A(?:(?:arn:aws:lambda:)?(?<region>[a-z]{2}-[a-z]+-\d):)?(?:(?<account>\d{12}):)?(?:function:)?(?<name>[\w\-.]+)(?::(?<qualifier>\$LATEST|[\w\-]+))?\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Form { get; }

    public static FunctionName Read(string text)
    {
        var parts = Form.Match(text).Groups;
        return new FunctionName(parts["name"].Value, Part("qualifier")) { Account = Part("account"), Region = Part("region") };

        string? Part(string name) => parts[name].Success ? parts[name].Value : null;
    }
}
