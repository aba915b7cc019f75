namespace SessionLogging.Actions;

/// <summary>What an action does with an event.</summary>
public enum ActionTargetKind
{
    /// <summary>Sends a message to an SNS topic.</summary>
    Topic,

    /// <summary>Runs a Lambda function.</summary>
    Function,

    /// <summary>Starts a CodePipeline pipeline.</summary>
    Pipeline,

    /// <summary>Runs a Run Command document on nodes.</summary>
    Command,
}
