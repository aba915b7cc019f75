using SessionLogging.Accounts;
using SessionLogging.Aws.Calls;
using SessionLogging.Aws.Services;

namespace SessionLogging.Aws.Ports;

/// <summary>Pipelines on CodePipeline's API.</summary>
internal sealed class Pipelines(Lazy<ServiceClient> codePipeline, AwsCaller caller) : IPipelines
{
    private const string Operation = "GetPipeline";

    /// <inheritdoc/>
    public Task<Looked<PipelineFacts>> LookAsync(string name, CancellationToken cancellationToken) => Look.AtAsync(
        async () =>
        {
            await caller
                .CallAsync(
                    ServiceDefinitions.CodePipeline.ServiceId,
                    Operation,
                    ct => codePipeline.Value.CallAsync(Operation, json => json.WriteString("name", name), ct),
                    cancellationToken)
                .ConfigureAwait(false);
            return Looked.Known(new PipelineFacts(name));
        },
        missingCode: "PipelineNotFoundException");
}
