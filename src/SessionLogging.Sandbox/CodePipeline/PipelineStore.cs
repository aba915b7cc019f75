using System.Collections.Concurrent;
using SessionLogging.Sandbox.State;

namespace SessionLogging.Sandbox.CodePipeline;

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
