import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { SessionProvider } from './api/session.tsx';
import { Console } from './Console.tsx';
import { CrashScreen } from './kit/CrashScreen.tsx';
import { ToastProvider } from './kit/Toasts.tsx';
import { LanguageProvider } from './language/Language.tsx';
import './look/look.css';
import { Router } from './route/Router.tsx';

const place = document.getElementById('console');
if (place) {
  createRoot(place).render(
    <StrictMode>
      <LanguageProvider>
        <CrashScreen>
          <Router>
            <ToastProvider>
              <SessionProvider>
                <Console />
              </SessionProvider>
            </ToastProvider>
          </Router>
        </CrashScreen>
      </LanguageProvider>
    </StrictMode>,
  );
}
