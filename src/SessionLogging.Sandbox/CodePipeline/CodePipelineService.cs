namespace SessionLogging.Sandbox.CodePipeline;

/// <summary>AWS CodePipeline: which pipelines there are.</summary>
internal sealed class CodePipelineService : JsonService
{
    public CodePipelineService() => Add(
        "GetPipeline",
        GetPipeline,
        call => call.Region.Arn("codepipeline", call.Value("name") ?? "*"),
        new MemberRule("name") { Required = true, MinLength = 1, MaxLength = 100, Pattern = @"[A-Za-z0-9.@\-_]+" });

    public override string Id => "CodePipeline";

    public override string SigningName => "codepipeline";

    protected override string TargetPrefix => "CodePipeline_20150709";

    private static JsonObject GetPipeline(JsonCall call)
    {
        var (name, account) = (call.Required("name"), call.Region.Account.Id);
        var pipeline = call.Region.Pipelines.Find(name)
            ?? throw new AwsServiceException("PipelineNotFoundException", 400, $"Account '{account}' does not have a pipeline with name '{name}'");
        if (call.Number("version") is not (null or 1) and var version)
        {
            throw new AwsServiceException("PipelineVersionNotFoundException", 400, $"The pipeline with name '{name}' has no version '{version}'");
        }

        return new JsonObject
        {
            ["pipeline"] = new JsonObject
            {
                ["name"] = pipeline.Name,
                ["roleArn"] = $"arn:aws:iam::{account}:role/{pipeline.RoleName}",
                ["stages"] = new JsonArray(Stage("Source", "Source", "S3"), Stage("Build", "Build", "CodeBuild")),
                ["version"] = 1,
                ["pipelineType"] = "V2",
            },
            ["metadata"] = new JsonObject { ["pipelineArn"] = call.Region.Arn("codepipeline", name) },
        };
    }

    private static JsonObject Stage(string name, string category, string provider) => new()
    {
        ["name"] = name,
        ["actions"] = new JsonArray(new JsonObject
        {
            ["name"] = name,
            ["actionTypeId"] = new JsonObject { ["category"] = category, ["owner"] = "AWS", ["provider"] = provider, ["version"] = "1" },
            ["runOrder"] = 1,
        }),
    };
}

/// <summary>A pipeline.</summary>
/// <param name="Name">The name.</param>
/// <param name="RoleName">The role that it works with.</param>
public sealed record StoredPipeline(string Name, string RoleName);

/// <summary>The pipelines of an account in a Region.</summary>
public sealed class PipelineStore
{
    private readonly ConcurrentDictionary<string, StoredPipeline> _pipelines = new(StringComparer.Ordinal);

    internal PipelineStore()
    {
    }

    /// <summary>A pipeline by name, or <see langword="null"/>.</summary>
    public StoredPipeline? Find(string name) => _pipelines.GetValueOrDefault(name);

    /// <summary>Arranges a pipeline, or puts it in the place of the one of its name.</summary>
    public void Put(StoredPipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        _pipelines[pipeline.Name] = pipeline;
    }
}

/// <summary>What CodePipeline adds to an account's Region.</summary>
public static class CodePipelineRegion
{
    extension(RegionState region)
    {
        /// <summary>The pipelines of the account in this Region.</summary>
        public PipelineStore Pipelines => region.Of(static () => new PipelineStore());
    }
}
