using SessionLogging.Preferences.Reading;

namespace SessionLogging.Preferences.Editing;

/// <summary>Takes back a version that cannot be made the default, because the right to do so is missing.</summary>
/// <remarks>
/// The default's content is written once more, as a later version: then latest and default mean the same, whichever of them sessions use, and
/// nothing needs a promotion. Nothing is deleted: a version that somebody promotes meanwhile must not go. UpdateDocument guards the latest
/// version only, so that afterwards it is looked whether the default has moved meanwhile, and the latest follows it. Two remain apart only
/// where, in between, a third writer is quicker (which the error says) or this one is killed.
/// </remarks>
internal sealed class PreferenceTakeBack
{
    private readonly DocumentInspector _look;
    private readonly PreferenceTarget _target;
    private readonly PreferenceWriter _writer;

    internal PreferenceTakeBack(DocumentInspector look, PreferenceTarget target, PreferenceWriter writer)
    {
        _look = look;
        _target = target;
        _writer = writer;
    }

    /// <summary>Writes until latest and default mean the same.</summary>
    /// <param name="version">The version that was written.</param>
    /// <param name="now">The last look, which shows the version as the latest.</param>
    /// <param name="refusal">What the promotion was answered.</param>
    /// <param name="budget">The waits.</param>
    /// <param name="cancellationToken">Cancels the calls and the waits.</param>
    /// <returns>The document, whose latest and default mean the same.</returns>
    /// <exception cref="PreferenceChangeException">That was not reached; the message says what stands (<c>VersionNotPromoted</c>).</exception>
    internal async Task<PreferenceState> TakeBackAsync(
        string version, PreferenceState now, AwsCallException refusal, RetryBudget budget, CancellationToken cancellationToken)
    {
        var (own, content, seen) = (version, now.Document!.Text, now);
        string reason;
        try
        {
            while (true)
            {
                if (VersionNumber.Of(seen.LatestVersion) > VersionNumber.Of(own))
                {
                    reason = $"The latest version is {seen.LatestVersion}, of another writer.";
                    break;
                }

                if (seen.LatestVersion == own)
                {
                    seen = await _look.WithDefaultAsync(seen, cancellationToken).ConfigureAwait(false);
                    if (seen.IsSettled)
                    {
                        return seen;
                    }

                    var attempt = await _writer.WriteAsync(
                        PreferencePlan.BackToDefault(_target, seen), budget, cancellationToken, cancellationToken).ConfigureAwait(false);
                    (own, content) = attempt.Version is { } written ? (written, attempt.Content!) : (own, content);
                    if (attempt.Version is null && !await budget.WaitAsync(cancellationToken).ConfigureAwait(false))
                    {
                        reason = attempt.Obstacle?.Message ?? "The time for it ran out.";
                        break;
                    }
                }
                else if (!await budget.WaitAsync(cancellationToken).ConfigureAwait(false))
                {
                    reason = "What was written does not show.";
                    break;
                }

                seen = await _look.ReadAsync(own, content, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            reason = "The command was stopped.";
        }
        catch (SessionLoggingException failure)
        {
            reason = failure.Message;
        }

        throw ChangeFailures.NotTakenBack(_target, version, own, seen, refusal, reason);
    }
}
