namespace SessionLogging.Accounts;

/// <summary>The CodePipeline pipelines of one account and Region.</summary>
public interface IPipelines
{
    /// <summary>Looks whether there is a pipeline of this name (GetPipeline).</summary>
    /// <exception cref="AwsCallException">The look failed otherwise than by being denied.</exception>
    Task<Looked<PipelineFacts>> LookAsync(string name, CancellationToken cancellationToken);
}

/// <summary>What matters of a pipeline.</summary>
/// <param name="Name">Its name.</param>
public sealed record PipelineFacts(string Name);
