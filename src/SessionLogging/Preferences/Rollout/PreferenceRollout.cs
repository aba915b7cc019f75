using SessionLogging.Files;
using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Editing;
using SessionLogging.Preferences.Reading;

namespace SessionLogging.Preferences.Rollout;

/// <summary>
/// Changes many documents: one at a time until one has gone well, then several side by side, and none any more after so many failures.
/// Questions come one at a time, and questions and outcomes in the order of the steps.
/// </summary>
public sealed class PreferenceRollout
{
    private readonly RolloutOptions _options;
    private readonly IRolloutAudience _audience;
    private readonly TimeProvider _time;
    private readonly object _counting = new();
    private RolloutProgress? _progress;
    private volatile bool _receiptsFail;

    /// <summary>Prepares a rollout. Nothing is asked yet.</summary>
    /// <param name="options">How it is done.</param>
    /// <param name="audience">Who wants it.</param>
    /// <param name="time">The clock of all waits.</param>
    public PreferenceRollout(RolloutOptions options, IRolloutAudience audience, TimeProvider time)
    {
        _options = options;
        _audience = audience;
        _time = time;
    }

    /// <summary>Changes the documents. A failure is an outcome; where the rollout is stopped, what was sent is finished first.</summary>
    /// <exception cref="ReceiptException">The earlier receipts are of other settings (<c>ResumeDiffers</c>); nothing was asked.</exception>
    /// <exception cref="OperationCanceledException">The rollout was stopped. What ended before that was heard.</exception>
    public async Task RunAsync(IReadOnlyList<RolloutStep> steps, CancellationToken cancellationToken)
    {
        if (steps.Count == 0)
        {
            return;
        }

        var fingerprints = steps.Select(step => step.Request).Distinct().ToDictionary(request => request, request => RequestFingerprint.Of(request, _options.Change.BaseVersion));
        _options.Earlier?.RequireSame(steps, step => fingerprints[step.Request]);
        _progress = new RolloutProgress(steps[0].Expected(), steps.Count) { Left = steps.Count };

        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var room = new SemaphoreSlim(_options.ThrottleLimit);
        var running = new Queue<Task<RolloutOutcome>>();
        try
        {
            var (turn, isProven) = (Task.CompletedTask, false);
            foreach (var step in steps)
            {
                await room.WaitAsync(leaving.Token).ConfigureAwait(false);
                HearEnded(running);
                var asked = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
                var attempt = new Attempt(this, step, fingerprints[step.Request], turn, asked);
                running.Enqueue(Task.Run(() => RunAsync(attempt, room, leaving), CancellationToken.None));
                turn = Task.WhenAll(turn, asked.Task);
                if (!isProven)
                {
                    isProven = Proves((await running.Peek().ConfigureAwait(false)).End);
                    HearEnded(running);
                }
            }

            while (running.Count > 0)
            {
                await running.Peek().ConfigureAwait(false);
                HearEnded(running);
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
        finally
        {
            leaving.Cancel();
            await Task.WhenAll(running.Select(EndAsync)).ConfigureAwait(false);
            HearEnded(new Queue<Task<RolloutOutcome>>(running.Where(ended => ended.Status is TaskStatus.RanToCompletion)));
        }
    }

    // A rehearsal shows all that there is.
    private bool IsStopped => _receiptsFail || (!_options.IsRehearsal && _progress!.Failed >= _options.StopAfterFailures);

    // An earlier command's first change is as good as this one's.
    private bool Proves(RolloutEnd end) =>
        end is RolloutEnd.Changed or RolloutEnd.Unchanged or RolloutEnd.DoneBefore || (end is RolloutEnd.Declined && _options.IsRehearsal);

    private void HearEnded(Queue<Task<RolloutOutcome>> running)
    {
        while (running.Count > 0 && running.Peek().IsCompleted)
        {
            _audience.Hear(running.Dequeue().GetAwaiter().GetResult());
        }
    }

    private static async Task<RolloutOutcome> RunAsync(Attempt attempt, SemaphoreSlim room, CancellationTokenSource leaving)
    {
        try
        {
            return await attempt.RunAsync(leaving.Token).ConfigureAwait(false);
        }
        catch
        {
            // A mistake in this program, or a pipeline that has ended: nobody wants the others any more.
            leaving.Cancel();
            throw;
        }
        finally
        {
            room.Release();
        }
    }

    private static Task EndAsync(Task task) =>
        task.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private void Follow(PreferenceTarget target, RolloutEnd? end)
    {
        lock (_counting)
        {
            var now = _progress!;
            _progress = now with
            {
                Current = target,
                Changed = now.Changed + (end is RolloutEnd.Changed ? 1 : 0),
                Unchanged = now.Unchanged + (end is RolloutEnd.Unchanged ? 1 : 0),
                Failed = now.Failed + (end is RolloutEnd.Failed ? 1 : 0),
                DoneBefore = now.DoneBefore + (end is RolloutEnd.DoneBefore ? 1 : 0),
                Left = now.Left - (end is null ? 0 : 1),
            };
        }

        _audience.Follow(_progress);
    }

    /// <summary>One step on its way.</summary>
    private sealed class Attempt(PreferenceRollout rollout, RolloutStep step, string fingerprint, Task turn, TaskCompletionSource<bool> asked)
    {
        private readonly RolloutOptions _options = rollout._options;
        private PreferenceTarget _target = step.Expected();
        private PreferenceEdit _exceptions = PreferenceEdit.Empty;

        private RequestMark Mark => new(fingerprint, RequestFingerprint.Of(_exceptions));

        // Where the account is not known yet, neither is what was agreed for it.
        private bool IsKnown => _options.Exceptions is null || _target is { AccountId: not null, Region.Length: > 0 };

        internal async Task<RolloutOutcome> RunAsync(CancellationToken cancellationToken)
        {
            try
            {
                var outcome = await MakeAsync(cancellationToken).ConfigureAwait(false);
                rollout.Follow(_target, outcome.End);
                return Kept(outcome);
            }
            catch (SessionLoggingException failure) when (step.Opening.IsLeftOutBy(failure))
            {
                rollout.Follow(_target, RolloutEnd.LeftOut);
                return Ended(RolloutEnd.LeftOut) with { Failure = failure };
            }
            catch (SessionLoggingException failure)
            {
                rollout._receiptsFail |= failure is FileException;
                rollout.Follow(_target, RolloutEnd.Failed);
                var change = failure as PreferenceChangeException;
                return Kept(Ended(RolloutEnd.Failed) with
                {
                    Failure = failure,
                    Receipt = Receipt(PreferenceChangeResult.Failed, $"{failure.ErrorId}: {failure.Message}", change?.NewVersion, change?.UndoCommand),
                });
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return Ended(RolloutEnd.Stopped);
            }
            finally
            {
                asked.TrySetResult(true);
            }
        }

        private async Task<RolloutOutcome> MakeAsync(CancellationToken cancellationToken)
        {
            if (rollout.IsStopped)
            {
                return Skipped();
            }

            rollout.Follow(_target, end: null);
            if (IsKnown && IsDoneBefore())
            {
                return Ended(RolloutEnd.DoneBefore);
            }

            return await step.Opening.UseAsync(account => ChangeAsync(account, cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        private async Task<RolloutOutcome> ChangeAsync(IAccount account, CancellationToken cancellationToken)
        {
            _target = await step.LocateAsync(account, cancellationToken).ConfigureAwait(false);
            _options.Earlier?.RequireSame(_target, fingerprint);
            if (IsDoneBefore())
            {
                return Ended(RolloutEnd.DoneBefore);
            }

            var changer = new PreferenceChanger(account, _target, Request, _options.Change, rollout._time);
            var proposal = await changer.ProposeAsync(cancellationToken).ConfigureAwait(false);
            await turn.ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (rollout.IsStopped)
            {
                return Skipped();
            }

            if (!proposal.Plan.IsUnchanged)
            {
                if (!await rollout._audience.AgreesAsync(proposal).ConfigureAwait(false))
                {
                    return Ended(RolloutEnd.Declined) with { Proposal = proposal };
                }

                asked.TrySetResult(true);
                if (rollout.IsStopped)
                {
                    return Skipped();
                }

                _options.Receipts?.Begin(proposal.Plan, Mark);
            }

            asked.TrySetResult(true);
            var receipt = await MakeAsync(changer, proposal, cancellationToken).ConfigureAwait(false);
            var isChanged = receipt.Result is PreferenceChangeResult.Changed;
            return Ended(isChanged ? RolloutEnd.Changed : RolloutEnd.Unchanged) with
            {
                Proposal = proposal,
                Receipt = receipt,
                FinishedAfterStop = isChanged && cancellationToken.IsCancellationRequested ? Finished(receipt) : null,
            };
        }

        private PreferenceRequest Request => _exceptions.Values.Count == 0 ? step.Request : present => step.Request(present).Except(_exceptions);

        private bool IsDoneBefore()
        {
            _exceptions = _options.Exceptions?.At(_target.AccountId, _target.Region) ?? PreferenceEdit.Empty;
            return _options.Earlier?.IsDone(_target, Mark.Exceptions) == true;
        }

        private async Task<PreferenceChange> MakeAsync(PreferenceChanger changer, ChangeProposal agreed, CancellationToken cancellationToken)
        {
            var (receipt, proposal) = await changer.MakeAsync(agreed, cancellationToken).ConfigureAwait(false);
            while (receipt is null)
            {
                var reason = proposal.NothingIsLogged!;
                if (!await rollout._audience.ConsentsAsync(reason).ConfigureAwait(false))
                {
                    throw new ConsentException($"The change of {_target} was not made. {reason.Message}", reason.Remediation);
                }

                (receipt, proposal) = await changer.MakeAsync(proposal, cancellationToken).ConfigureAwait(false);
            }

            return receipt;
        }

        private RolloutOutcome Skipped() => Ended(RolloutEnd.Skipped) with
        {
            Receipt = Receipt(PreferenceChangeResult.Skipped, rollout._receiptsFail
                ? "Not tried: the receipts of the changes before it could not be kept."
                : $"Not tried: {rollout._progress!.Failed} of the changes before it failed (-StopAfterFailures {_options.StopAfterFailures})."),
        };

        private RolloutOutcome Ended(RolloutEnd end) => new(step.Opening, _target, end);

        // What was done was done, also where that cannot be written down.
        private RolloutOutcome Kept(RolloutOutcome outcome)
        {
            try
            {
                if (outcome.Receipt is { } receipt)
                {
                    _options.Receipts?.End(receipt, Mark);
                }

                return outcome;
            }
            catch (FileException failure)
            {
                var isNews = !rollout._receiptsFail;
                rollout._receiptsFail = true;
                return outcome with { Failure = outcome.Failure ?? (isNews ? failure : null) };
            }
        }

        private PreferenceChange Receipt(PreferenceChangeResult result, string reason, string? newVersion = null, string? undoCommand = null) => new()
        {
            AccountId = _target.AccountId,
            Region = _target.Region,
            DocumentName = _target.DocumentName,
            Result = result,
            Reason = reason,
            NewVersion = newVersion,
            UndoCommand = undoCommand,
            TargetCheckSkipped = _options.Change.SkipTargetCheck,
            AccountName = _target.AccountName,
        };

        private string Finished(PreferenceChange receipt) =>
            $"The command was stopped, and its change of {_target} was finished: version {receipt.NewVersion} is written"
            + (receipt.LatestOnly ? $". {receipt.Reason}" : ", and the default holds it.")
            + (receipt.UndoCommand is { } undo ? $" To undo: {undo}" : "");
    }
}
