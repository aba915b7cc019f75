using SessionLogging.Accounts;
using SessionLogging.Aws.Services;

namespace SessionLogging.Aws.Ports;

/// <summary>Pipelines on CodePipeline's API.</summary>
internal sealed class Pipelines(ServiceCaller codePipeline) : IPipelines
{
    /// <inheritdoc/>
    public Task<Looked<PipelineFacts>> LookAsync(string name, CancellationToken cancellationToken) => Look.AtAsync(
        async () =>
        {
            await codePipeline.CallAsync("GetPipeline", json => json.WriteString("name", name), cancellationToken).ConfigureAwait(false);
            return Looked.Known(new PipelineFacts(name));
        },
        missingCode: "PipelineNotFoundException");
}
