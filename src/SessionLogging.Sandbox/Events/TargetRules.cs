using SessionLogging.Sandbox.State;

namespace SessionLogging.Sandbox.Events;

/// <summary>How EventBridge takes targets. Also <c>/_sandbox/rules/events</c>.</summary>
public sealed record TargetRules
{
    /// <summary>Whether PutTargets changes nothing and answers 200 with every entry failed, as it can under concurrent changes.</summary>
    public bool FailsPutTargets { get; init; }

    /// <summary>The same for RemoveTargets.</summary>
    public bool FailsRemoveTargets { get; init; }
}

/// <summary>What EventBridge adds to the whole sandbox.</summary>
public static class EventsCloud
{
    extension(Cloud cloud)
    {
        /// <summary>How EventBridge takes targets from now on.</summary>
        public TargetRules TargetRules
        {
            get => cloud.Of(static () => new Holder()).Rules;
            set => cloud.Of(static () => new Holder()).Rules = value;
        }
    }

    private sealed class Holder
    {
        public TargetRules Rules { get; set; } = new();
    }
}
