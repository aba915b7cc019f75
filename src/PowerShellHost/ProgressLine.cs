using System.Globalization;
using System.Management.Automation;

namespace PowerShellHost;

/// <summary>The latest progress, on one line of the terminal that output wipes first. Without a terminal progress is not shown.</summary>
internal sealed class ProgressLine(ConsoleStreams streams)
{
    private const string EraseLine = "\r\e[2K";

    private bool _shown;

    public void Show(ProgressRecord record)
    {
        if (!streams.ShowsProgress) return;
        Clear();
        if (record.RecordType == ProgressRecordType.Completed) return;

        var text = Describe(record);
        streams.Error.Write(text.Length < streams.Width ? text : text[..(streams.Width - 1)]);
        _shown = true;
    }

    public void Clear()
    {
        if (!_shown) return;
        streams.Error.Write(EraseLine);
        _shown = false;
    }

    private static string Describe(ProgressRecord record)
    {
        var share = record.PercentComplete >= 0 ? $" {record.PercentComplete.ToString(CultureInfo.CurrentCulture)}%" : "";
        return $"{record.Activity}: {record.StatusDescription}{share}";
    }
}
