namespace SsmSessionLogging.Pipelines;

/// <summary>The pipeline as asynchronous work sees it: every method may be called from any thread, and what is asked happens in order, until Ctrl+C.</summary>
public sealed class CmdletPipeline
{
    private readonly ShowingCmdlet _cmdlet;
    private readonly PipelineQueue _queue;
    private readonly CancellationToken _cancellation;
    private readonly List<string> _untold = [];

    internal CmdletPipeline(ShowingCmdlet cmdlet, PipelineQueue queue, CancellationToken cancellation)
    {
        _cmdlet = cmdlet;
        _queue = queue;
        _cancellation = cancellation;
    }

    internal void Write(object output) => _queue.Post(() => _cmdlet.WriteObject(output), _cancellation);

    /// <summary>Writes several objects, one after another.</summary>
    internal void WriteEach(IEnumerable<object> outputs) => _queue.Post(() => _cmdlet.WriteObject(outputs, enumerateCollection: true), _cancellation);

    internal void WriteIfAny(object? output)
    {
        if (output is not null)
        {
            Write(output);
        }
    }

    internal void Verbose(string text) => _queue.Post(() => _cmdlet.WriteVerbose(text), _cancellation);

    internal void Warning(string text) => _queue.Post(() => _cmdlet.WriteWarning(text), _cancellation);

    /// <summary>Writes an error. One that says what stands in an account now is told on the host where the pipeline takes no errors any more.</summary>
    internal void Error(ErrorRecord error)
    {
        if (ErrorRecords.WhatStands(error) is not { } whatStands)
        {
            _queue.Post(() => _cmdlet.WriteError(error), _cancellation);
            return;
        }

        Keep(whatStands);
        _queue.Post(
            () =>
            {
                LetGo(whatStands);
                try
                {
                    _cmdlet.WriteError(error);
                }
                catch (PipelineStoppedException)
                {
                    Keep(whatStands);
                    throw;
                }
            },
            _cancellation);
    }

    /// <summary>Says on the host, once the work has ended, what the command has done although it was stopped.</summary>
    internal void Keep(string whatStands)
    {
        lock (_untold)
        {
            _untold.Add(whatStands);
        }
    }

    /// <summary>Tells what nobody has heard, on the pipeline thread, when the work has ended.</summary>
    internal void TellWhatStands()
    {
        lock (_untold)
        {
            foreach (var whatStands in _untold)
            {
                _cmdlet.WarnOnHost(whatStands);
            }

            _untold.Clear();
        }
    }

    internal void Progress(ProgressRecord progress) => _queue.Post(() => _cmdlet.WriteProgress(progress), _cancellation);

    /// <summary>ShouldProcess, in whose prompt and <c>-WhatIf</c> text <paramref name="description"/> stands whole.</summary>
    /// <exception cref="ConsentException">Confirmation is asked for, and nobody can answer.</exception>
    internal async Task<bool> ShouldProcessAsync(string description, string question, string caption)
    {
        try
        {
            return await AskAsync(() => _cmdlet.ShouldProcess(description, question, caption)).ConfigureAwait(false);
        }
        catch (Exception failure) when (Prompts.NobodyAnswers(failure))
        {
            throw new ConsentException(
                "Confirmation is asked for (-Confirm or $ConfirmPreference), and nobody can be asked here: nothing is done.",
                "Give -Confirm:$false where this is meant, or run it where somebody can answer.");
        }
    }

    /// <summary>Says that nothing is to be done: to whoever asked by <c>-WhatIf</c> what would be, and with <c>-Verbose</c>.</summary>
    internal void NothingToDo(string text) => _queue.Post(
        () =>
        {
            if (new Consent(_cmdlet).IsRehearsal)
            {
                _cmdlet.ShouldProcess(text, text, caption: "");
            }
            else
            {
                _cmdlet.WriteVerbose(text);
            }
        },
        _cancellation);

    /// <summary>Asks the pipeline thread and gives its answer.</summary>
    internal Task<T> AskAsync<T>(Func<T> question) => _queue.AskAsync(question, _cancellation);

    private void LetGo(string whatStands)
    {
        lock (_untold)
        {
            _untold.Remove(whatStands);
        }
    }
}
