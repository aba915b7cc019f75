using SessionLogging.Preferences.Reading;

namespace SessionLogging.Preferences.Editing;

/// <summary>A version that is written and not yet known to be the default: keeps what is known of it, to say it if it stays so.</summary>
internal sealed class UnsettledVersion
{
    private readonly PreferencePlan _plan;
    private readonly PreferenceTarget _target;
    private readonly string _version;
    private bool _isPromotionSent;

    internal UnsettledVersion(PreferencePlan plan, string version)
    {
        _plan = plan;
        _target = plan.Target;
        _version = version;
    }

    /// <summary>What the last look showed; <see langword="null"/> where none has been answered since something was sent.</summary>
    internal PreferenceState? Seen { private get; set; }

    /// <summary>What the last call was answered, where it failed.</summary>
    internal SessionLoggingException? Obstacle { private get; set; }

    /// <summary>What was seen before need not hold any more.</summary>
    internal void PromotionIsSent()
    {
        _isPromotionSent = true;
        Seen = null;
    }

    /// <summary>What stands now, as far as it is known.</summary>
    /// <param name="ending">Why the wait ended, where nothing else explains it.</param>
    internal PreferenceChangeException Failure(string ending)
    {
        if (Seen is not { LatestVersion: { } latest, DefaultVersion: { } defaultVersion })
        {
            return Seen is null && !_isPromotionSent && _plan.State.DefaultVersion is { } before
                ? NotPromoted(before, Obstacle?.Message ?? ending)
                : NotConfirmed(Seen is null ? Obstacle?.Message ?? ending : "There is no such document any more.");
        }

        if (defaultVersion == _version && latest != _version)
        {
            return LaterIsNotDefault(latest);
        }

        var reason = Obstacle?.Message
            ?? (latest != _version ? $"The latest version is {latest}, of another writer."
                : Seen.LatestStatus is not DocumentStatus.Active ? $"Systems Manager reports it as {Seen.LatestStatus}. {ending}"
                : defaultVersion != _plan.State.DefaultVersion ? $"Another writer has changed the default from {_plan.State.DefaultVersion} meanwhile."
                : ending);
        return defaultVersion == _version ? NotConfirmed(reason) : NotPromoted(defaultVersion, reason);
    }

    private PreferenceChangeException NotPromoted(string defaultVersion, string reason) => new(
        "VersionNotPromoted",
        Obstacle?.Category ?? FailureCategory.Timeout,
        _target,
        $"Version {_version} of {_target} is written, the default is {(defaultVersion == _plan.State.DefaultVersion ? "still " : "")}{defaultVersion}. {reason}",
        Obstacle is AwsCallException { IsOfMissingRight: true, Operation: "UpdateDocumentDefaultVersion" } refusal
            ? ChangeFailures.AdviceWithoutRight(_target, refusal)
            : $"To finish: {_target.CommandToSettleOn(BaseVersion.Latest)}; to undo: {_target.CommandToSettleOn(BaseVersion.Default)}",
        Obstacle)
    {
        NewVersion = _version,
        UndoCommand = _target.CommandToSettleOn(BaseVersion.Default, isKept: true),
    };

    private PreferenceChangeException NotConfirmed(string reason) => new(
        "ChangeNotConfirmed",
        Obstacle?.Category ?? FailureCategory.Timeout,
        _target,
        $"Version {_version} of {_target} is written, and whether sessions use it is not known. {reason}",
        "Run the command again: it reads what stands there first, and writes only what is missing.",
        Obstacle)
    {
        NewVersion = _version,
    };

    private PreferenceChangeException LaterIsNotDefault(string latest) => new(
        "DefaultVersionDiffers",
        FailureCategory.Conflict,
        _target,
        $"Version {_version} of {_target} is written and is the default; the latest is {latest}, of another writer, and does not become it. "
            + $"If {latest} was the default, this command's own request, arriving twice or late, has taken that back.",
        $"To make the latest the default: {_target.CommandToSettleOn(BaseVersion.Latest)}; to drop it: -BaseVersion Default.",
        Obstacle)
    {
        NewVersion = _version,
    };
}
