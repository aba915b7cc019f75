using System.Diagnostics.CodeAnalysis;

namespace SsmSessionLogging.Pipelines;

/// <summary>
/// A cmdlet whose work is asynchronous: it runs off the pipeline thread, and Ctrl+C cancels what is in flight and waits for it. What the work
/// does not leave half done it finishes first; a second Ctrl+C ends that.
/// </summary>
public abstract class AsyncCmdlet : ShowingCmdlet, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    [SuppressMessage("Usage", "CA2213", Justification = "A key may be pressed while the command ends, and would cancel a source that is gone. Without a wait handle it holds nothing.")]
    private readonly CancellationTokenSource _abandonment = new();
    private readonly NextCtrlC _nextCtrlC;
    private CmdletPipeline? _pipeline;
    private int _stops;

    /// <summary>Prepares to be stopped.</summary>
    private protected AsyncCmdlet() => _nextCtrlC = new NextCtrlC(_abandonment.Cancel);

    /// <summary>Cancelled by a second Ctrl+C: what is still being finished is left as it stands.</summary>
    private protected CancellationToken Abandonment => _abandonment.Token;

    /// <summary>The way to the pipeline; <see langword="null"/> while neither ProcessAsync nor EndAsync runs.</summary>
    private protected CmdletPipeline? OpenPipeline => _pipeline;

    /// <summary>The way to the pipeline while ProcessAsync or EndAsync runs.</summary>
    private protected CmdletPipeline Pipeline =>
        _pipeline ?? throw new InvalidOperationException("The pipeline is only there while a record is processed.");

    /// <summary>Once, before the first record, on the pipeline thread. A failure here ends the command.</summary>
    private protected virtual void Prepare()
    {
    }

    /// <summary>
    /// Once for each record, on the pipeline thread: what never waits is done here, without the way to another thread and back. Gives
    /// whether that was all. A failure here is one error, and the next record follows.
    /// </summary>
    private protected virtual bool ProcessAtOnce() => false;

    /// <summary>Once for each record that is not done at once. A failure here is one error, and the next record follows.</summary>
    private protected virtual Task ProcessAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Once, after the last record.</summary>
    private protected virtual Task EndAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        try
        {
            Prepare();
        }
        catch (Exception failure) when (ErrorRecords.Of(failure) is { } record)
        {
            ThrowTerminatingError(record);
        }
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        try
        {
            if (ProcessAtOnce())
            {
                return;
            }
        }
        catch (Exception failure) when (ErrorRecords.Of(failure) is { } record)
        {
            WriteError(record);
            return;
        }

        RunOrWriteError(ProcessAsync);
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => RunOrWriteError(EndAsync);

    /// <inheritdoc/>
    protected sealed override void StopProcessing()
    {
        if (Interlocked.Exchange(ref _stops, 1) != 0)
        {
            _abandonment.Cancel();
            return;
        }

        _nextCtrlC.Listen();
        _cancellation.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what the command opened.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _nextCtrlC.Dispose();
            _cancellation.Dispose();
        }
    }

    private void RunOrWriteError(Func<CancellationToken, Task> work)
    {
        try
        {
            Run(work);
        }
        catch (Exception failure) when (ErrorRecords.Of(failure) is { } record)
        {
            WriteError(record);
        }
    }

    private void Run(Func<CancellationToken, Task> work)
    {
        using var queue = new PipelineQueue();
        _pipeline = new CmdletPipeline(this, queue, _cancellation.Token);
        try
        {
            queue.Run(() => work(_cancellation.Token), _cancellation);
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            // Ctrl+C, or a later command has enough: the pipeline knows and says so itself.
        }
        finally
        {
            _pipeline.TellWhatStands();
            _pipeline = null;
        }
    }
}
