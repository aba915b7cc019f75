using SessionLogging.Sessions;

namespace SessionLogging.Rendering.Files;

/// <summary>A way to write records one after another, and to take over those of an older file.</summary>
internal interface IRecordFormat : IDisposable
{
    void Write(SessionRecord session);

    void Write(SessionReportCoverage coverage);

    /// <summary>Reads an older file to its end.</summary>
    /// <exception cref="SessionLogging.Sessions.Reports.ReportFileException">It is not of this format.</exception>
    void Check(string path);

    /// <summary>Writes what the older file holds, and in the place of a session that is given anew what is given.</summary>
    /// <exception cref="SessionLogging.Sessions.Reports.ReportFileException">The older file is not of this format.</exception>
    void TakeOver(string path, GivenSessions given, CancellationToken cancellationToken);
}
