using System.Runtime.CompilerServices;

namespace SessionLogging.Testing;

/// <summary>Temporary files of a run of tests lie in a folder of its own and go with it, whoever made them: tests, what is tested, and processes that they start.</summary>
internal static class TemporaryFiles
{
    [ModuleInitializer]
    internal static void Gather()
    {
        var folder = Directory.CreateTempSubdirectory("ssl-tests-").FullName;
        foreach (var variable in new[] { "TMPDIR", "TMP", "TEMP" })
        {
            Environment.SetEnvironmentVariable(variable, folder);
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => Delete(folder);
    }

    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A process that was started may still hold a file of it, on Windows.
        }
    }
}
