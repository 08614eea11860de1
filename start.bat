@echo off
rem For Windows: double-click to set up what is missing, and to open the studio or make the book,
rem or drop a book folder on this file. The words are in tools\: this file is plain ASCII, as
rem Windows reads it in whatever code page it has.
cd /d "%~dp0"
chcp 65001 >nul
call :find
if defined FOUND goto run
where winget >nul 2>nul
if errorlevel 1 goto missing
winget install --exact --id Python.Python.3.13 --scope user
call :find
if not defined FOUND goto missing

:run
%FOUND% tools\start.py %*
goto done

:missing
type tools\python-is-missing.txt

:done
echo.
pause
exit /b

:find
set "FOUND="
call :try py -3
call :try python
call :try "%LOCALAPPDATA%\Programs\Python\Python313\python.exe"
exit /b

:try
if defined FOUND exit /b
%* -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if errorlevel 1 exit /b
set FOUND=%*
exit /b
