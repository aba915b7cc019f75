using SessionLogging.Findings;
using SessionLogging.Preferences.Editing;

namespace SessionLogging.Preferences.Rollout;

/// <summary>Who wants a rollout: asked before each change, and told what came of it.</summary>
public interface IRolloutAudience
{
    /// <summary>Whether a change may be made. Asked of one change at a time, in the order of the steps, of changes that would change something.</summary>
    /// <exception cref="SessionLoggingException">It may not be made, which is a failure.</exception>
    Task<bool> AgreesAsync(ChangeProposal proposal);

    /// <summary>Whether a change may be made although another writer has turned off the other destination since it was agreed to. May be asked of several changes at once.</summary>
    Task<bool> ConsentsAsync(Finding reason);

    /// <summary>Told how a step ended, in the order of the steps, one at a time.</summary>
    void Hear(RolloutOutcome outcome);

    /// <summary>Told how far the rollout is, whenever a step begins or ends. May be told by several threads at once.</summary>
    void Follow(RolloutProgress progress);
}
