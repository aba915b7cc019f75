namespace SessionLogging.Tests.Preferences.Editing;

/// <summary>Runs writers on one thread, in an order that a tape decides: each call to the service is a turn, and time goes on only while all wait for it.</summary>
internal sealed class Simulation(SteppedTime time, Tape tape, TimeSpan timePerTurn = default)
{
    private readonly List<Action> _turns = [];

    /// <summary>Whether effects are still under way that arrived late.</summary>
    public bool HasLateEffects { get; private set; }

    /// <summary>The schedule of one writer.</summary>
    /// <param name="faults">Decides about the writer's n-th call, from 1.</param>
    public ICallSchedule ScheduleOf(Func<int, string, CallFault> faults) => new Schedule(this, faults);

    /// <summary>Runs until every writer has ended or died and nothing is under way.</summary>
    public void Run(Action start)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            start();
            while (_turns.Count > 0 || time.GoOn())
            {
                if (_turns.Count > 0)
                {
                    TakeTurn(tape.Choose(_turns.Count));
                }
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    /// <summary>Runs one writer alone to its end.</summary>
    public Task<T> Run<T>(Func<Task<T>> writer)
    {
        Task<T>? run = null;
        Run(() => { run = writer(); });
        return run!;
    }

    private void TakeTurn(int index)
    {
        var turn = _turns[index];
        _turns.RemoveAt(index);
        if (timePerTurn > TimeSpan.Zero)
        {
            time.Advance(timePerTurn);
        }

        turn();
    }

    private sealed class Schedule(Simulation simulation, Func<int, string, CallFault> faults) : ICallSchedule
    {
        private int _calls;

        public async Task<CallFault> TurnAsync(string operation)
        {
            await PauseAsync();
            return faults(++_calls, operation);
        }

        public Task PauseAsync()
        {
            var turn = new TaskCompletionSource();
            simulation._turns.Add(turn.SetResult);
            return turn.Task;
        }

        public void Later(Action effect)
        {
            simulation.HasLateEffects = true;
            simulation._turns.Add(effect);
        }
    }
}
