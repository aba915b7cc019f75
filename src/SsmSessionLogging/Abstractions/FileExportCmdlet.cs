using SsmSessionLogging.Pipelines;

namespace SsmSessionLogging.Abstractions;

/// <summary>A cmdlet that writes what is piped to it into one file: a page, a table, or lines for other programs.</summary>
public abstract class FileExportCmdlet : AsyncCmdlet
{
    /// <summary>The file. Its folder must exist.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The page's heading.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    public string? Title { get; set; }

    /// <summary>Writes CSV fields that begin with =, +, -, @ (also in full width), a tab or a line end as they are. Without it they get a leading apostrophe, since a spreadsheet would run them as formulas.</summary>
    [Parameter]
    public SwitchParameter NoFormulaGuard { get; set; }

    /// <summary>Gives the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Writes what was taken; <see langword="null"/> where nothing is to be written (-WhatIf, -Confirm).</summary>
    private protected abstract Task<FileInfo?> FinishAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    private protected sealed override async Task EndAsync(CancellationToken cancellationToken)
    {
        var file = await FinishAsync(cancellationToken).ConfigureAwait(false);
        if (PassThru)
        {
            Pipeline.WriteIfAny(file);
        }
    }
}
