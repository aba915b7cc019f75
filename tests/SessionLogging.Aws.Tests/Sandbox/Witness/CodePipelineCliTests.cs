using SessionLogging.Sandbox;

namespace SessionLogging.Aws.Tests.Sandbox.Witness;

public sealed class CodePipelineCliTests : CliWitness
{
    internal override string Service => "codepipeline";

    internal override IReadOnlyList<CliStep> Steps { get; } =
    [
        new("GetPipeline", "--name", ActionSeeds.Pipeline) { Query = "[pipeline.name,pipeline.stages[0].actions[0].actionTypeId.provider,metadata.pipelineArn]", Prints = "review-session S3 arn:aws:codepipeline:eu-west-1:111122223333:review-session" },
        new("GetPipeline", "--name", "none") { Fails = "PipelineNotFoundException" },
    ];
}
