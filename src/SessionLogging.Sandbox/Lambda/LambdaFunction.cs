using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SessionLogging.Sandbox.Lambda;

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
