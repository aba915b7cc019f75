namespace SessionLogging.Logs.Archive;

/// <summary>Lets so many in at once, first come, first served: half as many where AWS throttled, and one more for each round that went well.</summary>
internal sealed class AdaptiveGate
{
    private readonly object _gate = new();
    private readonly LinkedList<TaskCompletionSource<int>> _waiting = new();
    private readonly int _most;
    private int _limit;
    private int _busy;
    private int _wellGone;
    private int _round;

    internal AdaptiveGate(int most) => _limit = _most = most;

    /// <summary>How many are let in at once now.</summary>
    internal int Limit
    {
        get
        {
            lock (_gate)
            {
                return _limit;
            }
        }
    }

    /// <summary>Waits to be let in.</summary>
    /// <returns>The round, to be given back on leaving.</returns>
    internal async Task<int> EnterAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LinkedListNode<TaskCompletionSource<int>> turn;
        lock (_gate)
        {
            if (_busy < _limit && _waiting.Count == 0)
            {
                _busy++;
                return _round;
            }

            turn = _waiting.AddLast(new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        using var registration = cancellationToken.Register(() => GiveUp(turn, cancellationToken));
        return await turn.Value.Task.ConfigureAwait(false);
    }

    /// <summary>Leaves. Those who were on their way together when AWS throttled halve the limit once.</summary>
    internal void Leave(int round, bool wasThrottled)
    {
        lock (_gate)
        {
            _busy--;
            if (wasThrottled && round == _round)
            {
                (_limit, _wellGone, _round) = (Math.Max(1, _limit / 2), 0, _round + 1);
            }
            else if (!wasThrottled && _limit < _most && ++_wellGone >= _limit)
            {
                (_limit, _wellGone) = (_limit + 1, 0);
            }

            while (_busy < _limit && _waiting.First is { } next)
            {
                _waiting.RemoveFirst();
                if (next.Value.TrySetResult(_round))
                {
                    _busy++;
                }
            }
        }
    }

    private void GiveUp(LinkedListNode<TaskCompletionSource<int>> turn, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (turn.List is not null)
            {
                _waiting.Remove(turn);
                turn.Value.TrySetCanceled(cancellationToken);
            }
        }
    }
}
