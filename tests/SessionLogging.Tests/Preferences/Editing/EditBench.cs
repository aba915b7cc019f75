using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Reading;

namespace SessionLogging.Tests.Preferences.Editing;

/// <summary>One document, one writer and a clock; others act between its calls.</summary>
internal sealed class EditBench
{
    private readonly List<(string Operation, int Occurrence, Action Act)> _interventions = [];
    private readonly List<string> _calls = [];

    public EditBench()
    {
        Documents = new InMemoryDocuments(Time);
        Documents.OnCall = operation =>
        {
            _calls.Add(operation);
            var occurrence = _calls.Count(call => call == operation);
            foreach (var (_, _, act) in _interventions.FindAll(entry => (entry.Operation, entry.Occurrence) == (operation, occurrence)))
            {
                act();
            }
        };
    }

    public SteppedTime Time { get; } = new();

    public InMemoryDocuments Documents { get; }

    public StoredDocument Document => Documents.Find(Edits.Name)!;

    /// <summary>What arrived at the service, in order.</summary>
    public IReadOnlyList<string> Calls => _calls;

    /// <summary>The operations that the writers lack the right to.</summary>
    public IReadOnlyCollection<string> Denied { get; set; } = [];

    /// <summary>How long the last writer took.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>A version of long ago, latest and default.</summary>
    public EditBench Settled(params (string Setting, string Value)[] settings)
    {
        Documents.Put(Edits.Name, Edits.Document(settings), age: TimeSpan.FromDays(1));
        return this;
    }

    /// <summary>A latest version that is not the default.</summary>
    public EditBench Draft(TimeSpan age, params (string Setting, string Value)[] settings)
    {
        Documents.Put(Edits.Name, Edits.Document(settings), promote: false, age);
        return this;
    }

    /// <summary>Has somebody else act just before a call is answered.</summary>
    public EditBench Before(string operation, int occurrence, Action act)
    {
        _interventions.Add((operation, occurrence, act));
        return this;
    }

    /// <summary>Plans and applies an edit.</summary>
    public WriterRun Apply(
        PreferenceEdit edit,
        BaseVersion? baseVersion = null,
        Func<int, string, CallFault>? faults = null,
        PreferenceTarget? target = null,
        CancellationTokenSource? stop = null,
        bool allowLatestOnly = false)
    {
        var run = Run(
            edit,
            faults ?? ((_, operation) => Denied.Contains(operation) ? CallFault.Denied : CallFault.None),
            documents => Edits.Editor(documents, edit, Time, baseVersion, target, allowLatestOnly: allowLatestOnly).ApplyAsync(stop?.Token ?? CancellationToken.None));
        if (stop is { IsCancellationRequested: true })
        {
            run.WaitForEnd();
        }

        return run;
    }

    /// <summary>Applies an edit with a judge of what is planned anew, and with a moment for thinking between plan and change.</summary>
    public WriterRun ApplyThoughtfully(
        PreferenceEdit edit, BaseVersion? baseVersion, Action think, Action<PreferencePlan> judge) =>
        Run(edit, faults: null, async documents =>
        {
            var editor = Edits.Editor(documents, edit, Time, baseVersion);
            var plan = await editor.PlanAsync(CancellationToken.None);
            think();
            return await editor.ApplyAsync(plan, judge);
        });

    /// <summary>Plans an edit only.</summary>
    public Task<PreferencePlan> Plan(PreferenceEdit edit, BaseVersion? baseVersion = null, PreferenceTarget? target = null) =>
        new Simulation(Time, new Tape([])).Run(() => Edits.Editor(Documents, edit, Time, baseVersion, target).PlanAsync(CancellationToken.None));

    /// <summary>Asserts that a version holds exactly these settings beside AWS's idle timeout of the bench.</summary>
    public static void Holds(StoredVersion version, params (string Setting, string Value)[] settings) =>
        Assert.Empty(SettingChanges.Between(PreferenceDocument.Parse(Edits.Document(settings)), PreferenceDocument.Parse(version.Content)).Changed);

    private WriterRun Run(PreferenceEdit edit, Func<int, string, CallFault>? faults, Func<FaultyDocuments, Task<PreferenceChange>> write)
    {
        var simulation = new Simulation(Time, new Tape([]));
        var documents = new FaultyDocuments(Documents, simulation.ScheduleOf(faults ?? ((_, _) => CallFault.None)));
        var run = new WriterRun("the writer", edit);
        var start = Time.GetUtcNow();
        simulation.Run(() => run.Start(async _ =>
        {
            try
            {
                return await write(documents);
            }
            finally
            {
                Elapsed = Time.GetUtcNow() - start;
            }
        }));
        return run;
    }
}
